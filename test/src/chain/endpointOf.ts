import type { Endpoint, RpcAnswer, RpcCall } from "../../../src/chain/Endpoint.ts";

/** An endpoint that answers as told; one that throws cannot be reached. */
export function endpointOf(name: string, answer: (call: RpcCall) => RpcAnswer | Promise<RpcAnswer>): Endpoint {
  return { name, send: async (calls) => Promise.all(calls.map(answer)) };
}
