import { IRewardPool__factory, IScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import type { ReadRoundParameters } from "./readSubmissions.ts";
import { readToken, type TokenUnit } from "./readToken.ts";

/** Money of a settled round, in smallest units of its token. */
export type Payments = {
  readonly token: string;
  readonly unit: TokenUnit;
  /** At risk before settlement: what sponsor, reserve and others had paid in. */
  readonly atRisk: bigint;
  /** Paid into the settled pot since. */
  readonly toppedUp: bigint;
  /** Earned at settlement. */
  readonly earned: bigint;
  /** What the settlement added to the model's reserve. */
  readonly rolled: bigint;
  /** Root and totals as the pool announced and stored them. */
  readonly root: string;
  readonly totalScore: bigint;
  readonly count: number;
  readonly storedTotalScore: bigint;
  readonly storedCount: number;
  /** Everything that the shares divide now. */
  readonly funded: bigint;
  /** Oracle fee that the round began with. */
  readonly feeTotal: bigint;
  /** Fee paid to each oracle that claimed it. */
  readonly fees: ReadonlyMap<string, bigint>;
  /** Claimed by each contributor so far, dataset owners' parts included. */
  readonly claimed: ReadonlyMap<string, bigint>;
  /** Part of each contributor's rewards that belongs to a dataset's owner, in basis points. */
  readonly revenueShares: ReadonlyMap<string, { readonly datasetId: bigint; readonly shareBps: bigint }>;
};

/** Reads what was paid into a settled round and what was paid out of it. */
export async function readPayments(client: Client, { roundId, fromBlock = 0 }: ReadRoundParameters): Promise<Payments> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const account = await read(pool.accountOf(roundId));
  const { token, modelId } = account;
  const [opened] = await read(pool.queryFilter(pool.filters.PotOpened(roundId), fromBlock));
  const [settled] = await read(pool.queryFilter(pool.filters.PotSettled(roundId), fromBlock));
  if (opened === undefined || settled === undefined) {
    throw new BaseError("EVENTS_MISSING", `The node does not return the pot of round ${roundId}.`, {
      remedy: "Ask a node that keeps all logs, and leave --from-block at or below the deployment's block.",
    });
  }
  const fundings = await read(pool.queryFilter(pool.filters.PotFunded(roundId, token), fromBlock));
  const before = fundings.filter((event) => isBefore(event, settled));
  const reserves = await read(pool.queryFilter(pool.filters.ReserveChanged(modelId, token), fromBlock));
  const fees = await read(board.queryFilter(board.filters.FeeClaimed(roundId), fromBlock));
  const claims = await read(pool.queryFilter(pool.filters.RewardClaimed(), fromBlock));
  const shares = await read(pool.queryFilter(pool.filters.RevenueShareRecorded(roundId), fromBlock));
  const claimed = new Map<string, bigint>();
  for (const { args } of claims) {
    if (args.roundId !== roundId || args.token !== token) continue;
    claimed.set(args.contributor, (claimed.get(args.contributor) ?? 0n) + args.amount);
  }
  return {
    token,
    unit: await readToken(client, token),
    atRisk: opened.args.amount + opened.args.reserve + sumOf(before.map(({ args }) => args.amount)),
    toppedUp: sumOf(fundings.filter((event) => isBefore(settled, event)).map(({ args }) => args.amount)),
    earned: settled.args.earned,
    rolled: rolledBy(settled, reserves),
    root: settled.args.root,
    totalScore: settled.args.totalScore,
    count: Number(settled.args.count),
    storedTotalScore: account.totalScore,
    storedCount: Number(account.count),
    funded: (await read(pool.potOf(roundId, token))).funded,
    feeTotal: account.feeTotal,
    fees: new Map(fees.map(({ args }) => [args.oracle, args.amount])),
    claimed,
    revenueShares: new Map(
      shares.map(({ args }) => [args.contributor, { datasetId: args.datasetId, shareBps: args.shareBps }]),
    ),
  };
}

type Position = { readonly blockNumber: number; readonly index: number };

function isBefore(a: Position, b: Position): boolean {
  return a.blockNumber < b.blockNumber || (a.blockNumber === b.blockNumber && a.index < b.index);
}

/** The pool announces the reserve's new height right before it announces the settlement, if the reserve changed. */
function rolledBy(settled: Position, reserves: readonly (Position & { args: { reserve: bigint } })[]): bigint {
  const earlier = reserves.filter((event) => isBefore(event, settled));
  const last = earlier.at(-1);
  if (last?.blockNumber !== settled.blockNumber || last.index !== settled.index - 1) return 0n;
  return last.args.reserve - (earlier.at(-2)?.args.reserve ?? 0n);
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
