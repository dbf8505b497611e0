import { RetryableError } from "../errors/RetryableError.ts";
import { toTypedError } from "../errors/toTypedError.ts";
import { canonicalAnswer, revertData } from "./canonicalAnswer.ts";
import type { Endpoint, RpcAnswer, RpcCall } from "./Endpoint.ts";

/** How an endpoint did when it was last asked. */
export type EndpointHealth = {
  readonly name: string;
  readonly outcome: "agreed" | "disagreed" | "unreachable" | "unasked";
};

/** Several nodes, of which enough must say the same before anything is believed. */
export type Quorum = {
  readonly endpoints: readonly Endpoint[];
  /** How many must agree. */
  readonly needed: number;
  /**
   * Resolves to what at least `needed` endpoints answered alike.
   * @throws RetryableError `QUORUM_MISSED` when too few agree: fewer are never enough.
   * @throws RevertError when what they agree on is that the call reverts.
   */
  ask(method: string, params: readonly unknown[]): Promise<unknown>;
  /** Like {@link ask}, for many requests in one batch per endpoint. */
  askAll(calls: readonly RpcCall[]): Promise<unknown[]>;
  /**
   * The endpoints' own answers to a question on which they may differ: a fee, the newest block. Once enough have answered, the
   * others are waited for a moment only.
   */
  askEach(call: RpcCall): Promise<{ readonly name: string; readonly answer: RpcAnswer }[]>;
  health(): readonly EndpointHealth[];
};

export type CreateQuorumParameters = {
  readonly endpoints: readonly Endpoint[];
  readonly needed: number;
  /** How long to wait for further answers once enough came. */
  readonly graceMilliseconds?: number;
  /** Told how each request to an endpoint ended. */
  readonly onOutcome?: (name: string, outcome: EndpointHealth["outcome"]) => void;
};

const GRACE_MILLISECONDS = 300;

/** Asks `endpoints` and believes what `needed` of them say alike. */
export function createQuorum(parameters: CreateQuorumParameters): Quorum {
  const { endpoints, needed, graceMilliseconds = GRACE_MILLISECONDS, onOutcome } = parameters;
  const outcomes = new Map<string, EndpointHealth["outcome"]>(endpoints.map(({ name }) => [name, "unasked"]));
  const note = (endpoint: Endpoint, outcome: EndpointHealth["outcome"]) => {
    outcomes.set(endpoint.name, outcome);
    onOutcome?.(endpoint.name, outcome);
  };

  async function askAll(calls: readonly RpcCall[]): Promise<unknown[]> {
    if (calls.length === 0) return [];
    const votes = calls.map(() => new Map<string, number>());
    const agreed = new Map<number, { readonly text: string; readonly answer: RpcAnswer }>();
    const said = new Map<Endpoint, readonly (string | undefined)[]>();
    let failure: unknown;

    const judge = () => {
      for (const [endpoint, texts] of said) {
        const isRight = texts.every((text, k) => text !== undefined && text === agreed.get(k)?.text);
        note(endpoint, isRight ? "agreed" : "disagreed");
        said.delete(endpoint);
      }
    };
    await new Promise<void>((resolve) => {
      let waiting = endpoints.length;
      for (const endpoint of endpoints) {
        void askOne(endpoint, calls).then((answers) => {
          waiting -= 1;
          if (answers instanceof Error) {
            failure = answers;
            note(endpoint, "unreachable");
          } else {
            const texts = answers.map((answer, k) => canonicalAnswer(calls[k]!.method, answer));
            said.set(endpoint, texts);
            for (const [k, text] of texts.entries()) {
              if (text === undefined) continue;
              const count = (votes[k]!.get(text) ?? 0) + 1;
              votes[k]!.set(text, count);
              if (count >= needed && !agreed.has(k)) agreed.set(k, { text, answer: answers[k]! });
            }
          }
          const isDecided = agreed.size === calls.length;
          // Those that answer late are judged too.
          if (isDecided || waiting === 0) judge();
          if (isDecided || waiting === 0) resolve();
        });
      }
    });

    return calls.map(({ method }, k) => {
      const winner = agreed.get(k);
      if (winner === undefined) throw missed(method, Math.max(0, ...votes[k]!.values()), failure);
      const { answer } = winner;
      if ("error" in answer) throw toTypedError({ message: answer.error.message, data: revertData(answer.error) });
      return answer.result;
    });
  }

  function missed(method: string, most: number, cause: unknown): RetryableError {
    return new RetryableError(
      "QUORUM_MISSED",
      `Of ${endpoints.length} nodes at most ${most} answer ${method} alike; ${needed} must.`,
      { remedy: "Nothing is done until they agree: look at which endpoint is down, behind or wrong.", cause },
    );
  }

  return {
    endpoints,
    needed,
    askAll,
    async ask(method, params) {
      const [answer] = await askAll([{ method, params }]);
      return answer;
    },
    async askEach(call) {
      const answers: { readonly name: string; readonly answer: RpcAnswer }[] = [];
      await new Promise<void>((resolve) => {
        let waiting = endpoints.length;
        for (const endpoint of endpoints) {
          void askOne(endpoint, [call]).then((asked) => {
            waiting -= 1;
            if (asked instanceof Error) note(endpoint, "unreachable");
            else answers.push({ name: endpoint.name, answer: asked[0]! });
            if (waiting === 0) resolve();
            // A node that hangs must not hold up those that answer.
            else if (answers.length === needed) setTimeout(resolve, graceMilliseconds);
          });
        }
      });
      return [...answers];
    },
    health: () => endpoints.map(({ name }) => ({ name, outcome: outcomes.get(name)! })),
  };
}

async function askOne(endpoint: Endpoint, calls: readonly RpcCall[]): Promise<readonly RpcAnswer[] | Error> {
  try {
    return await endpoint.send(calls);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
