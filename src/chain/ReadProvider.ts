import { JsonRpcApiProvider, type JsonRpcPayload, type JsonRpcResult, Network, toQuantity } from "ethers";
import { BaseError } from "../errors/BaseError.ts";

/** Sends one JSON-RPC request and resolves to its result. */
export type SendRequest = (method: string, params: readonly unknown[]) => Promise<unknown>;

export type ReadProviderParameters = {
  readonly send: SendRequest;
  readonly chainId: bigint;
  /** What "latest" means to every read. */
  readonly blockNumber: number;
};

/** An ethers provider that only reads, through any transport, and always as of one block: numbers read apart still fit together. */
export class ReadProvider extends JsonRpcApiProvider {
  readonly #send: SendRequest;
  readonly #block: string;

  constructor({ send, chainId, blockNumber }: ReadProviderParameters) {
    const network = Network.from(chainId);
    super(network, { staticNetwork: network, cacheTimeout: -1 });
    this.#send = send;
    this.#block = toQuantity(blockNumber);
  }

  override send(method: string, params: unknown[]): Promise<unknown> {
    return this.#send(
      method,
      params.map((param) => this.#pinned(param)),
    );
  }

  /** Never reached: `send` does not queue. */
  override _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    const [first] = [payload].flat();
    throw new BaseError("READ_ONLY", `${first?.method} is not a read.`, { remedy: "Write through a signer." });
  }

  #pinned(param: unknown): unknown {
    if (param === "latest") return this.#block;
    if (typeof param !== "object" || param === null || !("toBlock" in param)) return param;
    return param.toBlock === "latest" ? { ...param, toBlock: this.#block } : param;
  }
}
