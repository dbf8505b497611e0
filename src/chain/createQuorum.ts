import { RetryableError } from "../errors/RetryableError.ts";
import { toTypedError } from "../errors/toTypedError.ts";
import { type CanonicalAnswer, canonicalAnswer } from "./canonicalAnswer.ts";
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
   * Resolves to what at least `needed` endpoints answered alike, in lower case and without what was not compared.
   * @throws RetryableError `QUORUM_MISSED` when too few agree: fewer are never enough.
   * @throws RevertError when what they agree on is that the call reverts.
   */
  ask(method: string, params: readonly unknown[]): Promise<unknown>;
  /** Like {@link ask}, for many requests in one batch per endpoint. */
  askAll(calls: readonly RpcCall[]): Promise<unknown[]>;
  /** Like {@link askAll}, for as many requests, from the first on, as are agreed: none is no error. */
  askPrefix(calls: readonly RpcCall[]): Promise<unknown[]>;
  /**
   * The endpoints' own answers to a question on which they may differ, like a fee. Nothing of them is agreed. Once enough have
   * answered, the others are waited for a moment only.
   */
  askEach(call: RpcCall): Promise<{ readonly name: string; readonly answer: RpcAnswer }[]>;
  /** How each endpoint did when it was last asked. */
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

  /** By place: what enough endpoints agree on, or the error that says that they do not. */
  async function poll(calls: readonly RpcCall[]): Promise<(CanonicalAnswer | RetryableError)[]> {
    const votes = calls.map(() => new Map<string, number>());
    const agreed = new Map<number, CanonicalAnswer>();
    const said = new Map<Endpoint, readonly (CanonicalAnswer | undefined)[]>();
    const failures = new Map<Endpoint, Error>();

    const judge = () => {
      for (const [endpoint, answers] of said) {
        const isRight = answers.every((answer, k) => answer !== undefined && answer.text === agreed.get(k)?.text);
        note(endpoint, isRight ? "agreed" : "disagreed");
        said.delete(endpoint);
      }
    };
    const count = (answers: readonly (CanonicalAnswer | undefined)[]) => {
      for (const [k, answer] of answers.entries()) {
        if (answer === undefined) continue;
        const voices = (votes[k]!.get(answer.text) ?? 0) + 1;
        votes[k]!.set(answer.text, voices);
        if (voices >= needed && !agreed.has(k)) agreed.set(k, answer);
      }
    };
    await new Promise<void>((resolve) => {
      let waiting = endpoints.length;
      for (const endpoint of endpoints) {
        void askOne(endpoint, calls).then((answers) => {
          waiting -= 1;
          if (answers instanceof Error) {
            failures.set(endpoint, answers);
            note(endpoint, "unreachable");
          } else {
            said.set(endpoint, answers);
            count(answers);
          }
          const isDecided = agreed.size === calls.length || waiting === 0;
          // Those that answer late are judged too.
          if (isDecided) judge();
          if (isDecided) resolve();
        });
      }
    });
    return calls.map(({ method }, k) => agreed.get(k) ?? missed(method, Math.max(0, ...votes[k]!.values()), failures));
  }

  function missed(method: string, most: number, failures: ReadonlyMap<Endpoint, Error>): RetryableError {
    // In the endpoints' order, whoever was the first to fail: the same trouble has the same words.
    const failed = endpoints.flatMap((endpoint) => failures.get(endpoint) ?? []);
    const reasons = failed.map(({ message }) => ` ${message.split("\n")[0]}`).join("");
    return new RetryableError(
      "QUORUM_MISSED",
      `Of ${endpoints.length} nodes at most ${most} answer ${method} alike; ${needed} must.${reasons}`,
      {
        remedy: "Nothing is done until they agree: look at which endpoint is down, behind or wrong.",
        cause: failed[0],
      },
    );
  }

  async function askAll(calls: readonly RpcCall[]): Promise<unknown[]> {
    if (calls.length === 0) return [];
    return (await poll(calls)).map((agreed) => {
      if (agreed instanceof RetryableError) throw agreed;
      return resultOf(agreed);
    });
  }

  return {
    endpoints,
    needed,
    askAll,
    async ask(method, params) {
      const [answer] = await askAll([{ method, params }]);
      return answer;
    },
    async askPrefix(calls) {
      if (calls.length === 0) return [];
      const agreed = await poll(calls);
      const end = agreed.findIndex((one) => one instanceof RetryableError);
      return agreed.slice(0, end < 0 ? agreed.length : end).map((one) => resultOf(one as CanonicalAnswer));
    },
    async askEach(call) {
      const answers: { readonly name: string; readonly answer: RpcAnswer }[] = [];
      await new Promise<void>((resolve) => {
        let waiting = endpoints.length;
        for (const endpoint of endpoints) {
          void sendOne(endpoint, [call]).then((sent) => {
            waiting -= 1;
            if (sent instanceof Error) note(endpoint, "unreachable");
            else answers.push({ name: endpoint.name, answer: sent[0]! });
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

function resultOf({ answer }: CanonicalAnswer): unknown {
  if ("error" in answer) throw toTypedError(answer.error);
  return answer.result;
}

async function sendOne(endpoint: Endpoint, calls: readonly RpcCall[]): Promise<readonly RpcAnswer[] | Error> {
  try {
    return await endpoint.send(calls);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** An answer of no sensible form is none. */
async function askOne(endpoint: Endpoint, calls: readonly RpcCall[]): Promise<(CanonicalAnswer | undefined)[] | Error> {
  const sent = await sendOne(endpoint, calls);
  if (sent instanceof Error) return sent;
  try {
    return sent.map((answer, k) => canonicalAnswer(calls[k]!.method, answer));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
