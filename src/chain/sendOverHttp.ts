import { FetchRequest, type FetchResponse } from "ethers";
import { BaseError } from "../errors/BaseError.ts";
import { RetryableError } from "../errors/RetryableError.ts";
import type { SendRequest } from "./ReadProvider.ts";

const TIMEOUT_MILLISECONDS = 30_000;

/**
 * Sends each request to a JSON-RPC endpoint over HTTP.
 * Nothing of the URL but its host appears in a message: it may hold a key.
 * @throws RetryableError `NODE_UNREACHABLE`. @throws BaseError `NODE_REFUSED` with what the node says.
 */
export function sendOverHttp(url: string): SendRequest {
  let id = 0;
  return async (method, params) => {
    id += 1;
    const request = new FetchRequest(url);
    request.timeout = TIMEOUT_MILLISECONDS;
    request.body = { jsonrpc: "2.0", id, method, params };
    const answer = await answerTo(request, url);
    if (answer.error !== undefined) {
      throw new BaseError("NODE_REFUSED", `The node refused ${method}: ${JSON.stringify(answer.error)}`, {
        remedy: "Ask a node that keeps the logs and the state of the round's blocks.",
      });
    }
    return answer.result;
  };
}

async function answerTo(request: FetchRequest, url: string): Promise<{ result?: unknown; error?: unknown }> {
  try {
    const response: FetchResponse = await request.send();
    response.assertOk();
    return response.bodyJson;
  } catch (cause) {
    throw new RetryableError("NODE_UNREACHABLE", `The node at ${new URL(url).host} does not answer.`, {
      remedy: "Check the endpoint and try again.",
      cause,
    });
  }
}
