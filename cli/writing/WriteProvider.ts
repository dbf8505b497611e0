import { type JsonRpcPayload, JsonRpcProvider, type JsonRpcResult, Network } from "ethers";
import type { Quorum } from "../../src/chain/createQuorum.ts";
import type { RpcAnswer } from "../../src/chain/Endpoint.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";

const POLL_MILLISECONDS = 250;

/**
 * The network's nodes as ethers sees them while a transaction is sent: every node is told, and the first that knows something
 * is believed, because what it says costs at most a second try.
 */
export class WriteProvider extends JsonRpcProvider {
  readonly #quorum: Quorum;

  constructor(quorum: Quorum, chainId: number) {
    const network = Network.from(chainId);
    // The address is never asked: `_send` is all that reaches a node.
    super("http://127.0.0.1", network, { staticNetwork: network, batchMaxCount: 1, cacheTimeout: -1 });
    this.pollingInterval = POLL_MILLISECONDS;
    this.#quorum = quorum;
  }

  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    return Promise.all([payload].flat().map((one) => this.#askOne(one)));
  }

  async #askOne({ id, method, params }: JsonRpcPayload): Promise<JsonRpcResult> {
    const answers = await this.#quorum.askEach({ method, params: params as readonly unknown[] });
    const best = bestOf(answers.map(({ answer }) => answer));
    if (best === undefined) {
      throw new RetryableError("NODE_UNREACHABLE", `No node answers ${method}.`, {
        remedy: "Check that it runs and that --rpc is right: commonweights doctor",
      });
    }
    // ethers turns an error of this form into its own.
    return { id, ...best } as unknown as JsonRpcResult;
  }
}

/** Something known before nothing known before an error. */
function bestOf(answers: readonly RpcAnswer[]): RpcAnswer | undefined {
  const known = answers.find((answer) => "result" in answer && answer.result !== null);
  return known ?? answers.find((answer) => "result" in answer) ?? answers[0];
}
