import type { TransactionReceiptParams, TransactionRequest, TransactionResponseParams } from "ethers";
import { type ContractRunner, resolveAddress, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { RetryableError } from "../errors/RetryableError.ts";

/** A transaction that was not sent. */
export type PreparedTransaction = {
  readonly to: string;
  /** Calldata, hexadecimal. */
  readonly data: string;
  /** Wei. */
  readonly value: bigint;
};

/**
 * Resolves to the transactions that an action would send, in their order, and sends none: for multisigs, previews and
 * simulations. The client's account is the sender; it needs no key (`new VoidSigner(address, provider)`). Reads go through.
 * An action that reads on chain what came of its own transactions is recorded up to that point.
 * @throws BaseError whatever the action throws before its first transaction; RetryableError at any time.
 */
export async function calldataOf(
  client: Client,
  action: (client: Client) => Promise<unknown>,
): Promise<PreparedTransaction[]> {
  const transactions: PreparedTransaction[] = [];
  const runner = recordingRunner(client.runner, transactions);
  try {
    await action({ addresses: client.addresses, runner });
  } catch (error) {
    // What an action makes of its first transaction is missing, since nothing was sent: that ends the recording.
    const isEnd = transactions.length > 0 && error instanceof BaseError && !(error instanceof RetryableError);
    if (!isEnd) throw error;
  }
  return transactions;
}

/** The runner, except that what it is told to send is added to `transactions` and counts as mined without an event. */
function recordingRunner(runner: ContractRunner, transactions: PreparedTransaction[]): ContractRunner {
  const record = async (request: TransactionRequest): Promise<TransactionResponseParams> => {
    const to = await resolveAddress(request.to ?? ZeroAddress);
    transactions.push({ to, data: request.data ?? "0x", value: BigInt(request.value ?? 0n) });
    return responseOf(transactions.length, transactions[transactions.length - 1] as PreparedTransaction);
  };
  const provider = runner.provider ?? runner;
  const recording = replaced(provider, { getTransactionReceipt: async (hash: string) => receiptOf(hash) });
  return replaced(runner, { sendTransaction: record, provider: recording });
}

/** `target` with some of its members replaced; its methods still run on itself, as private fields demand. */
function replaced<T extends object>(target: T, members: Readonly<Record<string, unknown>>): T {
  return new Proxy(target, {
    get(_, name) {
      if (typeof name === "string" && Object.hasOwn(members, name)) return members[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
    has: (_, name) => name in members || name in target,
  });
}

function responseOf(count: number, { to, data, value }: PreparedTransaction): TransactionResponseParams {
  return {
    blockNumber: null,
    blockHash: null,
    hash: toBeHex(count, 32),
    index: 0,
    type: 2,
    from: ZeroAddress,
    to,
    gasLimit: 0n,
    nonce: 0,
    data,
    value,
    gasPrice: 0n,
    maxPriorityFeePerGas: null,
    maxFeePerGas: null,
    chainId: 0n,
    accessList: null,
  } as unknown as TransactionResponseParams;
}

function receiptOf(hash: string): TransactionReceiptParams {
  return {
    to: null,
    from: ZeroAddress,
    contractAddress: null,
    hash,
    index: 0,
    blockHash: ZeroHash,
    blockNumber: 0,
    logsBloom: "0x",
    logs: [],
    gasUsed: 0n,
    cumulativeGasUsed: 0n,
    gasPrice: 0n,
    type: 2,
    status: 1,
    root: null,
  };
}
