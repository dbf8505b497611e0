import type { Quorum } from "../../src/chain/createQuorum.ts";
import { toTypedError } from "../../src/errors/toTypedError.ts";
import type { PlannedCall } from "./PlannedCall.ts";

/** How a call went; undefined gas where the node cannot tell, because the call relies on one before it. */
export type SimulatedCall = { readonly gas: bigint | undefined };

type SimulateAnswer = readonly { readonly calls: readonly SimulateCall[] }[];
type SimulateCall = { readonly status: string; readonly gasUsed: string; readonly error?: { readonly data?: string } };

/**
 * Plays calls one after the other on top of the newest block, without sending anything.
 * @throws RevertError of the first that a contract would refuse.
 */
export async function simulateCalls(
  quorum: Quorum,
  from: string,
  calls: readonly PlannedCall[],
): Promise<readonly SimulatedCall[]> {
  const requests = calls.map(({ to, data, value }) => ({ from, to, data, value: `0x${value.toString(16)}` }));
  const [first] = await quorum.askEach({
    method: "eth_simulateV1",
    params: [{ blockStateCalls: [{ calls: requests }], validation: false }, "latest"],
  });
  const answer = first?.answer;
  if (answer !== undefined && "result" in answer && answer.result !== null) {
    const [block] = answer.result as SimulateAnswer;
    return (block?.calls ?? []).map(({ status, gasUsed, error }) => {
      if (BigInt(status) === 0n) throw toTypedError({ data: error?.data, error });
      return { gas: BigInt(gasUsed) };
    });
  }
  // A node without that method: only the first call can be tried, the others rely on it.
  const gas = BigInt((await quorum.ask("eth_estimateGas", [requests[0]])) as string);
  return calls.map((_, k) => ({ gas: k === 0 ? gas : undefined }));
}
