import {
  AbstractSigner,
  type JsonRpcProvider,
  resolveAddress,
  type TransactionRequest,
  type TransactionResponse,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import { chooseFees } from "../../src/chain/chooseFees.ts";
import type { TransactionSigner } from "../../src/chain/TransactionSigner.ts";
import { BaseError } from "../../src/errors/BaseError.ts";

export type CommandSignerParameters = {
  readonly signer: TransactionSigner;
  readonly provider: JsonRpcProvider;
  /** Never offers more, wei per gas. */
  readonly maxFeePerGas?: bigint | undefined;
  /** Told of every transaction that was sent. */
  readonly onSent: (hash: string) => void;
};

/** Room above what nodes estimate, for what others do before the block. */
const GAS_PERCENT = 125n;
const UNLIMITED = 2n ** 128n;

/** The account of a command as ethers sees it: the library's actions write through it. */
export class CommandSigner extends AbstractSigner<JsonRpcProvider> {
  readonly #parameters: CommandSignerParameters;

  constructor(parameters: CommandSignerParameters) {
    super(parameters.provider);
    this.#parameters = parameters;
  }

  override async getAddress(): Promise<string> {
    return this.#parameters.signer.address;
  }

  override async sendTransaction(request: TransactionRequest): Promise<TransactionResponse> {
    const { signer, provider, maxFeePerGas = UNLIMITED, onSent } = this.#parameters;
    const from = signer.address;
    const call = {
      from,
      to: await resolveAddress(request.to!, provider),
      data: request.data ?? "0x",
      value: request.value ?? 0n,
    };
    const [nonce, gas, { chainId }, block, tip] = await Promise.all([
      provider.getTransactionCount(from, "pending"),
      provider.estimateGas(call),
      provider.getNetwork(),
      provider.getBlock("latest"),
      provider.send("eth_maxPriorityFeePerGas", []).then(BigInt),
    ]);
    const policy = { maxFeePerGas, maxPriorityFeePerGas: maxFeePerGas, bumpPermille: 125, bumpAfterSeconds: 60 };
    const baseFee = block?.baseFeePerGas ?? 0n;
    if (baseFee > maxFeePerGas) {
      throw new BaseError(
        "FEE_ABOVE_LIMIT",
        `The network takes ${baseFee} wei per gas; --max-fee allows ${maxFeePerGas}.`,
        {
          remedy: "Nothing was sent. Wait, or allow more.",
        },
      );
    }
    const fees = chooseFees({ baseFee, tip }, policy);
    const raw = await signer.sign({ ...call, nonce, chainId, gasLimit: (gas * GAS_PERCENT) / 100n, ...fees, type: 2 });
    const response = await provider.broadcastTransaction(raw);
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
