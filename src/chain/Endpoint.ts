/** One JSON-RPC request. */
export type RpcCall = { readonly method: string; readonly params: readonly unknown[] };

/** What a node answered to one request: its result, or its refusal. */
export type RpcAnswer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } };

/** One node that is asked. */
export type Endpoint = {
  /** Its host, for logs and metrics: a URL may hold a key. */
  readonly name: string;
  /**
   * Sends requests in one batch and resolves to their answers in the same order.
   * @throws RetryableError `ENDPOINT_UNREACHABLE` when it does not answer in time, or not in JSON-RPC.
   */
  send(calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]>;
};
