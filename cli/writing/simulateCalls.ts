import type { Quorum } from "../../src/chain/createQuorum.ts";
import { readBlock } from "../../src/chain/readBlock.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { toTypedError } from "../../src/errors/toTypedError.ts";
import type { PlannedCall } from "./PlannedCall.ts";

/** How a call went; undefined gas where the node cannot tell, because the call relies on one before it. */
export type SimulatedCall = { readonly gas: bigint | undefined };

type SimulateAnswer = readonly { readonly calls: readonly SimulateCall[] }[];
type SimulateCall = {
  readonly status: string;
  readonly gasUsed: string;
  /** What the call reverted with, when it did. */
  readonly returnData?: string;
  readonly error?: { readonly data?: string };
};

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
  const newest = readBlock(await quorum.ask("eth_getBlockByNumber", ["latest", false]));
  // The earliest time of the block that the calls may come in: some nodes take the newest block's, in which votes that were
  // delegated in it do not count yet.
  const time = newest === undefined ? {} : { blockOverrides: { time: `0x${(newest.timestamp + 1).toString(16)}` } };
  const [first] = await quorum.askEach({
    method: "eth_simulateV1",
    params: [{ blockStateCalls: [{ ...time, calls: requests }], validation: false }, "latest"],
  });
  const answer = first?.answer;
  if (answer !== undefined && "result" in answer && answer.result !== null) {
    const [block] = answer.result as SimulateAnswer;
    return (block?.calls ?? []).map(({ status, gasUsed, returnData, error }) => {
      if (BigInt(status) === 0n) throw refusal(error?.data ?? returnData);
      return { gas: BigInt(gasUsed) };
    });
  }
  // A node without that method: only the first call can be tried, the others rely on it.
  const gas = BigInt((await quorum.ask("eth_estimateGas", [requests[0]])) as string);
  return calls.map((_, k) => ({ gas: k === 0 ? gas : undefined }));
}

function refusal(data: string | undefined): BaseError {
  if (data !== undefined && data !== "0x") return toTypedError({ data });
  return new BaseError("CALL_FAILED", "A call would fail, and its contract gives no reason.", {
    remedy: "Check the address: perhaps there is no such contract or function. Nothing was sent.",
  });
}
