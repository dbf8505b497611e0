import {
  AbstractSigner,
  isError,
  type JsonRpcProvider,
  keccak256,
  resolveAddress,
  type TransactionRequest,
  type TransactionResponse,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import type { Quorum } from "../../src/chain/createQuorum.ts";
import type { Fees } from "../../src/chain/Fees.ts";
import type { TransactionSigner } from "../../src/chain/TransactionSigner.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { baseFeeOf, inGwei } from "./feesFor.ts";
import { medianOf } from "./medianOf.ts";
import type { PlannedCall } from "./PlannedCall.ts";

export type CommandSignerParameters = {
  readonly signer: TransactionSigner;
  readonly provider: JsonRpcProvider;
  readonly quorum: Quorum;
  /** What was shown, in order; nothing else is signed. */
  readonly calls: readonly PlannedCall[];
  readonly fees: Fees;
  /** The first nonce that this command has not used, as far as it knows; kept from signer to signer. */
  readonly nonces: { least: number };
  /** Told of every transaction that was sent. */
  readonly onSent: (hash: string) => void;
};

/** Room above what nodes estimate, for what others do before the block. */
const GAS_PERCENT = 125n;

/**
 * The account of a command as ethers sees it: the library's actions write through it. What it signs is, byte for byte, what
 * was shown: an action that wants something else is refused.
 */
export class CommandSigner extends AbstractSigner<JsonRpcProvider> {
  readonly #parameters: CommandSignerParameters;
  #sent = 0;

  constructor(parameters: CommandSignerParameters) {
    super(parameters.provider);
    this.#parameters = parameters;
  }

  override async getAddress(): Promise<string> {
    return this.#parameters.signer.address;
  }

  /**
   * @throws BaseError `PLAN_CHANGED` for what was not shown, `FEE_ABOVE_LIMIT` when the network takes more than was shown.
   */
  override async sendTransaction(request: TransactionRequest): Promise<TransactionResponse> {
    const { signer, provider, quorum, calls, fees, nonces, onSent } = this.#parameters;
    const from = signer.address;
    const call = {
      from,
      to: await resolveAddress(request.to!, provider),
      data: request.data ?? "0x",
      value: BigInt(request.value ?? 0n),
    };
    requireSame(calls[this.#sent], call);
    const [pending, gas, { chainId }, baseFee] = await Promise.all([
      medianOf(quorum, { method: "eth_getTransactionCount", params: [from, "pending"] }),
      provider.estimateGas(call),
      provider.getNetwork(),
      baseFeeOf(quorum),
    ]);
    if (baseFee > fees.maxFeePerGas) {
      throw new BaseError(
        "FEE_ABOVE_LIMIT",
        `The network takes ${inGwei(baseFee)} gwei per gas now; at most ${inGwei(fees.maxFeePerGas)} was shown.`,
        { remedy: "This transaction was not sent. Run the command again to see what it costs now." },
      );
    }
    // A node that is a block behind does not know yet what was sent before.
    const nonce = Math.max(Number(pending), nonces.least);
    const { maxFeePerGas, maxPriorityFeePerGas } = fees;
    const gasLimit = (gas * GAS_PERCENT) / 100n;
    const raw = await signer.sign({ ...call, nonce, chainId, gasLimit, maxFeePerGas, maxPriorityFeePerGas, type: 2 });
    const response = await provider.broadcastTransaction(raw).catch((error: unknown) => {
      throw isRefused(error) ? error : sentPerhaps(keccak256(raw), error);
    });
    this.#sent += 1;
    nonces.least = nonce + 1;
    onSent(response.hash);
    return response;
  }

  override connect(): CommandSigner {
    return this;
  }

  override signTransaction(): Promise<string> {
    return this.#refuse();
  }

  override signMessage(): Promise<string> {
    return this.#refuse();
  }

  override signTypedData(_domain: TypedDataDomain, _types: Record<string, TypedDataField[]>): Promise<string> {
    return this.#refuse();
  }

  async #refuse(): Promise<never> {
    throw new BaseError("NOT_SIGNED", "A command signs transactions and nothing else.");
  }
}

/** Whether a node said no. */
function isRefused(error: unknown): boolean {
  const codes = ["NONCE_EXPIRED", "INSUFFICIENT_FUNDS", "REPLACEMENT_UNDERPRICED", "CALL_EXCEPTION"] as const;
  return codes.some((code) => isError(error, code)) || (isError(error, "UNKNOWN_ERROR") && "error" in error);
}

function sentPerhaps(hash: string, cause: unknown): BaseError {
  return new BaseError("SENT_PERHAPS", `No node says whether it took transaction ${hash}.`, {
    remedy: "It may still be included: look it up before you run the command again, which would do the same once more.",
    cause,
  });
}

function requireSame(shown: PlannedCall | undefined, asked: Omit<PlannedCall, "label">): void {
  const isSame =
    shown !== undefined &&
    shown.to.toLowerCase() === asked.to.toLowerCase() &&
    shown.data.toLowerCase() === asked.data.toLowerCase() &&
    shown.value === asked.value;
  if (isSame) return;
  throw new BaseError("PLAN_CHANGED", "The chain changed since this was shown: something else would be sent now.", {
    remedy: "It was not sent. Run the command again to see what it would do now.",
  });
}
