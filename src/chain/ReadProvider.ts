import { JsonRpcApiProvider, type JsonRpcPayload, type JsonRpcResult, Network, toQuantity } from "ethers";
import { BaseError } from "../errors/BaseError.ts";

/** Sends one JSON-RPC request and resolves to its result. */
export type SendRequest = (method: string, params: readonly unknown[]) => Promise<unknown>;

export type ReadProviderParameters = {
  readonly send: SendRequest;
  readonly chainId: bigint;
  /** What "latest" means to every read. */
  readonly blockNumber: number;
  /** Hash of that block: reads of state then name it by its hash, and fail when it is not part of the chain any more. */
  readonly blockHash?: string;
};

/** Methods that read the state as of a block, which may be named by its hash (EIP-1898). */
const STATE_METHODS = new Set([
  "eth_call",
  "eth_getBalance",
  "eth_getCode",
  "eth_getStorageAt",
  "eth_getTransactionCount",
]);

/** An ethers provider that only reads, through any transport, and always as of one block: numbers read apart still fit together. */
export class ReadProvider extends JsonRpcApiProvider {
  readonly #send: SendRequest;
  readonly #block: string;
  readonly #state: unknown;

  constructor({ send, chainId, blockNumber, blockHash }: ReadProviderParameters) {
    const network = Network.from(chainId);
    super(network, { staticNetwork: network, cacheTimeout: -1 });
    this.#send = send;
    this.#block = toQuantity(blockNumber);
    this.#state = blockHash === undefined ? this.#block : { blockHash };
  }

  override send(method: string, params: unknown[]): Promise<unknown> {
    return this.#send(
      method,
      params.map((param) => this.#pinned(method, param)),
    );
  }

  /** Never reached: `send` does not queue. */
  override _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const [first] = [payload].flat();
    throw new BaseError("READ_ONLY", `${first?.method} is not a read.`, { remedy: "Write through a signer." });
  }

  #pinned(method: string, param: unknown): unknown {
    if (param === "latest") return STATE_METHODS.has(method) ? this.#state : this.#block;
    if (typeof param !== "object" || param === null || !("toBlock" in param)) return param;
    return param.toBlock === "latest" ? { ...param, toBlock: this.#block } : param;
  }
}
