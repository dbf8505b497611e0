import { type JsonRpcPayload, JsonRpcProvider, type JsonRpcResult, keccak256, Network, toQuantity } from "ethers";
import { canonicalAnswer } from "../../src/chain/canonicalAnswer.ts";
import type { Quorum } from "../../src/chain/createQuorum.ts";
import type { RpcAnswer } from "../../src/chain/Endpoint.ts";
import { quantitiesIn } from "../../src/chain/quantitiesIn.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";

const POLL_MILLISECONDS = 250;

/**
 * The network's nodes as ethers sees them while a transaction is sent. Every node is told; what came of it is what enough of
 * them say alike. Otherwise the first that knows something is believed, because what it says costs at most a second try.
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
    const best = believed(
      method,
      params as readonly unknown[],
      answers.map(({ answer }) => answer),
      this.#quorum.needed,
    );
    if (best === undefined) {
      throw new RetryableError("NODE_UNREACHABLE", `No node answers ${method}.`, {
        remedy: "Check that it runs and that --rpc is right: commonweights doctor",
      });
    }
    // ethers turns an error of this form into its own.
    return { id, ...best } as unknown as JsonRpcResult;
  }
}

function believed(
  method: string,
  [first]: readonly unknown[],
  answers: readonly RpcAnswer[],
  needed: number,
): RpcAnswer | undefined {
  switch (method) {
    case "eth_getTransactionReceipt":
      return agreedReceipt(answers, needed);
    case "eth_getTransactionCount": {
      // What so many nodes have reached; as many have the receipts of what is counted.
      const reached = quantitiesIn(answers.map((answer) => ({ answer }))).at(-needed);
      return reached === undefined ? bestOf(answers) : { result: toQuantity(reached) };
    }
    case "eth_sendRawTransaction": {
      const hash = keccak256(String(first));
      return answers.find((answer) => "result" in answer && answer.result === hash) ?? bestOf(answers);
    }
    default:
      return bestOf(answers);
  }
}

/** A receipt that enough nodes give alike, its events included; else it is not included yet, as far as anybody knows. */
function agreedReceipt(answers: readonly RpcAnswer[], needed: number): RpcAnswer | undefined {
  const votes = new Map<string, number>();
  for (const answer of answers) {
    const text = receiptText(answer);
    if (text === undefined) continue;
    votes.set(text, (votes.get(text) ?? 0) + 1);
    if (votes.get(text) === needed) return answer;
  }
  return answers.length === 0 ? undefined : { result: null };
}

function receiptText(answer: RpcAnswer): string | undefined {
  if (!("result" in answer) || typeof answer.result !== "object" || answer.result === null) return undefined;
  try {
    const { logs } = answer.result as { readonly logs?: unknown };
    const receipt = canonicalAnswer("eth_getTransactionReceipt", answer)?.text ?? "";
    return receipt + (canonicalAnswer("eth_getLogs", { result: logs ?? null })?.text ?? "");
  } catch {
    return undefined;
  }
}

/** Something known before nothing known before an error. */
function bestOf(answers: readonly RpcAnswer[]): RpcAnswer | undefined {
  const known = answers.find((answer) => "result" in answer && answer.result !== null);
  return known ?? answers.find((answer) => "result" in answer) ?? answers[0];
}
