import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openSponsoredRound } from "../../../services/devnet/openSponsoredRound.ts";
import { openSponsoredSlices } from "../../../services/devnet/openSponsoredSlices.ts";
import { RewardPool__factory, ScoreBoard__factory, TrainingRounds__factory } from "../../../typechain-types/index.ts";
import { auditRound } from "./auditRound.ts";
import type { Stage } from "./startStage.ts";
import { startTroupe } from "./startTroupe.ts";

export type ReorgsParameters = {
  /** Blocks that are replaced once the acts of these parts of a round are in the chain. */
  readonly depths: Readonly<Record<"commit" | "reveal" | "settle" | "claim", number>>;
  /** Whether any node remembers the transactions of the replaced blocks. */
  readonly areLost: boolean;
};

export type ReorgsReport = {
  readonly problems: readonly string[];
  /** Transactions that the reorganisations took out of the chain and no node brought back, by part. */
  readonly lost: Readonly<Record<string, number>>;
};

/** A hundred and fifty blocks a phase: the deepest reorganisation stays inside. */
const PHASE = 300;
const SECONDS_PER_BLOCK = 2;

/**
 * Lives one round in which contributors' and oracles' commits, their reveals, the settlement and the claims are each taken out of the
 * chain again, by a reorganisation that replaces real blocks, after they were included.
 */
export async function playReorgs(stage: Stage, { depths, areLost }: ReorgsParameters): Promise<ReorgsReport> {
  await stage.reset();
  const { anvil, world } = stage;
  const { addresses } = world.deployment;
  const folder = join(stage.folder, "reorgs");
  const troupe = await startTroupe(stage, { folder });
  const lost: Record<string, number> = {};
  const rounds = TrainingRounds__factory.connect(addresses.trainingRounds, world.provider);
  const board = ScoreBoard__factory.connect(addresses.scoreBoard, world.provider);
  const pool = RewardPool__factory.connect(addresses.rewardPool, world.provider);

  const mineUntil = async (isReached: () => Promise<boolean>, most = 400) => {
    for (let k = 0; k < most && !(await isReached()); k++) await troupe.mine(SECONDS_PER_BLOCK);
  };
  /** Buries what is there under all but one of the blocks that are replaced, then replaces them. */
  const replace = async (part: keyof ReorgsParameters["depths"]) => {
    const depth = depths[part];
    for (let k = 0; k < depth - 1; k++) await troupe.mine(SECONDS_PER_BLOCK);
    const reorg = await anvil.reorg({ depth, secondsPerBlock: SECONDS_PER_BLOCK, isLost: () => areLost });
    lost[part] = (lost[part] ?? 0) + reorg.lost.length;
    await troupe.mine(SECONDS_PER_BLOCK);
  };
  const blocksTo = async (timestamp: bigint) => {
    await mineUntil(async () => (await anvil.head()).timestamp >= timestamp);
  };
  try {
    // Deep enough that the first reorganisation stays above the beginning of the stage.
    for (let k = 0; k < 80; k++) await troupe.mine(SECONDS_PER_BLOCK);
    const phases = { commit: PHASE, reveal: PHASE, opening: PHASE, scoreCommit: PHASE, scoreReveal: PHASE };
    const { roundId, deadlines, ...round } = await troupe.whileMining(SECONDS_PER_BLOCK, () =>
      openSponsoredRound(world, { phases }),
    );
    for (let k = 0; k < 3; k++) await troupe.mine(SECONDS_PER_BLOCK);
    const commits = async () => Number((await rounds.roundOf(roundId)).commits);
    await mineUntil(async () => (await commits()) === world.contributors.length);
    await replace("commit");
    await blocksTo(deadlines.commit);
    await mineUntil(async () => Number((await rounds.roundOf(roundId)).reveals) === world.contributors.length);
    await replace("reveal");
    await blocksTo(deadlines.reveal);
    await troupe.whileMining(SECONDS_PER_BLOCK, () => openSponsoredSlices(world, { roundId, deadlines, ...round }));
    await blocksTo(deadlines.opening);
    const isEach = async (state: "isCommitted" | "isRevealed") =>
      (await board.membersOf(roundId)).every((member) => member[state]);
    await mineUntil(() => isEach("isCommitted"));
    await replace("commit");
    await blocksTo(deadlines.scoreCommit);
    await mineUntil(() => isEach("isRevealed"));
    await replace("reveal");
    await blocksTo(deadlines.scoreReveal);
    await mineUntil(async () => (await rounds.roundOf(roundId)).isSettled);
    await replace("settle");
    const claims = async () => (await pool.queryFilter(pool.filters.RewardClaimed())).length;
    await mineUntil(async () => (await claims()) === world.contributors.length);
    await replace("claim");
    await blocksTo((await anvil.head()).timestamp + 400n);
    await troupe.stop();
    return { problems: await auditRound(stage, { roundId, folder }), lost };
  } finally {
    await troupe.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
