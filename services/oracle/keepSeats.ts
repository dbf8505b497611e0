import { read } from "../../src/chain/read.ts";
import { CommonToken__factory, ScoreBoard__factory, Staking__factory } from "../../typechain-types/index.ts";
import type { RoleTools, Turn } from "../daemon/Role.ts";

export type WantedSeat = {
  readonly modelId: bigint;
  /** What is staked for it, smallest units. */
  readonly stake: bigint;
  /** After how many slashes it is still taken again. */
  readonly slashesAccepted: number;
};

const token = CommonToken__factory.createInterface();
const staking = Staking__factory.createInterface();
const board = ScoreBoard__factory.createInterface();
const HOUR = 3_600;

/**
 * Takes the seats that are wanted and not held, staking what is missing: one step a look and one seat after the other, because
 * an allowance is for one stake. Resolves to whether all are held.
 */
export async function keepSeats(
  { addresses, signer, alarms, logger }: RoleTools,
  turn: Turn,
  seats: readonly WantedSeat[],
): Promise<boolean> {
  const { runner } = turn.client;
  const me = signer.address;
  const scoreBoard = ScoreBoard__factory.connect(addresses.scoreBoard, runner);
  const stakes = Staking__factory.connect(addresses.staking, runner);
  const tokens = CommonToken__factory.connect(addresses.commonToken, runner);
  const problems: string[] = [];
  let isSeated = true;

  const slashes = await read(scoreBoard.queryFilter(scoreBoard.filters.SilenceSlashed(undefined, me)));
  for (const { modelId, stake, slashesAccepted } of seats) {
    const held = (await read(scoreBoard.seatsOf(modelId))).find(({ oracle }) => oracle === me)?.stake ?? 0n;
    if (held >= stake) continue;
    isSeated = false;
    const missing = stake - held;
    const left = await read(scoreBoard.queryFilter(scoreBoard.filters.SeatLeft(modelId, me)));
    // A slash takes the seat as well. What caused it once would go on until nothing is left.
    const slashed = left.filter(({ transactionHash }) =>
      slashes.some((slash) => slash.transactionHash === transactionHash),
    );
    if (slashed.length > slashesAccepted) {
      problems.push(
        `Model ${modelId}: this oracle was slashed ${slashed.length} times for silence, last in ${slashed.at(-1)!.transactionHash}; find out why, then let seats[].slashesAccepted be ${slashed.length}.`,
      );
      continue;
    }
    // One act for each time that a seat has to be taken.
    const act = `${modelId}/${stake}/${held}/${left.at(-1)?.transactionHash ?? "first"}`;
    const ensure = (name: string, to: string, data: string) =>
      turn.ensure({ key: `${name}/${act}`, to, data, validUntil: turn.now + HOUR });

    const free = (await read(stakes.stakeOf(me))) - (await read(stakes.allocatedOf(me)));
    if (free >= missing) {
      const refusal = await ensure(
        "seat",
        addresses.scoreBoard,
        board.encodeFunctionData("takeSeat", [modelId, missing]),
      );
      if (refusal === undefined) break;
      problems.push(`Model ${modelId}: ${refusal.message.split("\n")[0]}`);
      continue;
    }
    const wanted = missing - free;
    const balance = await read(tokens.balanceOf(me));
    if (balance < wanted) {
      problems.push(
        `Model ${modelId}: a seat of ${stake} needs ${wanted} more COMMON (smallest units); ${me} has ${balance}.`,
      );
    } else if ((await read(tokens.allowance(me, addresses.staking))) < wanted) {
      await ensure("approve", addresses.commonToken, token.encodeFunctionData("approve", [addresses.staking, wanted]));
      break;
    } else {
      await ensure("stake", addresses.staking, staking.encodeFunctionData("stake", [wanted]));
      logger.info({ modelId, wanted }, "staking for a seat");
      break;
    }
  }
  if (problems.length === 0) alarms.clear("SEATS");
  else
    alarms.raise(
      "SEATS",
      `${problems.join(" ")}\nSend it tokens, or change seats in its configuration. It is on no committee of that model meanwhile.`,
    );
  return isSeated;
}
