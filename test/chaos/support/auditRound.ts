import { join } from "node:path";
import { createQuorum } from "../../../src/chain/createQuorum.ts";
import { followChain } from "../../../src/chain/followChain.ts";
import { openEndpoint } from "../../../src/chain/openEndpoint.ts";
import { openState, type State } from "../../../src/node/state/openState.ts";
import { phaseOf } from "../../../src/training/phaseOf.ts";
import { RewardPool__factory, ScoreBoard__factory, TrainingRounds__factory } from "../../../typechain-types/index.ts";
import type { Stage } from "./startStage.ts";

export type AuditParameters = {
  readonly roundId: bigint;
  /** Where the services keep their states, each in a folder of its name. */
  readonly folder: string;
};

const FINALITY_DEPTH = 128;

/**
 * What of OFF-1 to OFF-4 does not hold for a round, in words: read from the node itself, past every proxy, and from the
 * states that the services left.
 */
export async function auditRound(stage: Stage, { roundId, folder }: AuditParameters): Promise<string[]> {
  const { world, anvil } = stage;
  const { addresses } = world.deployment;
  const reader = world.sponsor.client;
  const rounds = TrainingRounds__factory.connect(addresses.trainingRounds, world.provider);
  const board = ScoreBoard__factory.connect(addresses.scoreBoard, world.provider);
  const pool = RewardPool__factory.connect(addresses.rewardPool, world.provider);
  const problems: string[] = [];
  const expect = (isSo: boolean, problem: string) => {
    if (!isSo) problems.push(problem);
  };
  const phase = await phaseOf(reader, { roundId });
  expect(phase === "Settled", `round ${roundId} is ${phase}, failure ${await rounds.failureOf(roundId)}`);

  const committed = await board.queryFilter(board.filters.ScoresCommitted(roundId));
  const revealed = await board.queryFilter(board.filters.ScoresRevealed(roundId));
  const paid = await board.queryFilter(board.filters.FeeClaimed(roundId));
  for (const { name, wallet } of world.oracles) {
    const of = <T extends { args: { oracle: string } }>(events: readonly T[]) =>
      events.filter(({ args }) => args.oracle === wallet.address);
    const commitments = of(committed).map(({ args }) => args.commitment);
    expect(commitments.length > 0, `OFF-2: ${name} did not commit`);
    expect(new Set(commitments).size === commitments.length, `OFF-1: ${name} committed twice`);
    expect(of(revealed).length === 1, `OFF-1, OFF-2: ${name} revealed ${of(revealed).length} times`);
    expect(of(paid).length === 1, `OFF-2: ${name} was paid ${of(paid).length} times`);
  }
  for (const { name, wallet } of world.contributors) {
    const update = await rounds.updateOf(roundId, wallet.address);
    expect(update.committedAt > 0n, `OFF-2: ${name} did not commit`);
    expect(update.isRevealed, `OFF-2: ${name} did not reveal`);
    const claims = (await pool.queryFilter(pool.filters.RewardClaimed(wallet.address))).filter(
      ({ args }) => args.roundId === roundId,
    );
    expect(claims.length === 1, `OFF-2: ${name} claimed ${claims.length} times`);
  }
  for (const { name, wallet } of [...world.oracles, ...world.contributors]) {
    const state = await openStateOf(stage, wallet.address, join(folder, name, "state", "state.sqlite"));
    try {
      problems.push(...(await auditState(stage, name, state)));
      const nonce = Number(await anvil.send("eth_getTransactionCount", [wallet.address, "latest"]));
      const waiting = state.transactions.open().filter((one) => one.inclusion === undefined && !one.isDisplaced);
      expect(waiting.length === 0, `OFF-4: ${name} waits for nonce ${waiting.map((one) => one.nonce).join()}`);
      const last = state.transactions.lastNonce();
      expect(
        last === undefined || last === nonce - 1,
        `OFF-4: ${name} is at nonce ${last}, its account at ${nonce - 1}`,
      );
    } finally {
      state.close();
    }
  }
  return problems;
}

/** OFF-3: what was kept is what a replay from the beginning keeps. */
async function auditState({ anvil, world }: Stage, name: string, state: State): Promise<string[]> {
  const head = state.chain.head();
  if (head === undefined) return [`OFF-3: ${name} kept nothing`];
  const { trainingRounds, scoreBoard, rewardPool, sealedUpdates } = world.deployment.addresses;
  const replay = openState({ path: ":memory:", finalityDepth: FINALITY_DEPTH, subject: name, roundOpened: "0x" });
  try {
    await followChain({
      quorum: createQuorum({ endpoints: [openEndpoint(anvil.url)], needed: 1 }),
      record: replay.chain,
      addresses: [trainingRounds, scoreBoard, rewardPool, sealedUpdates],
      fromBlock: Number(world.deployment.fromBlock),
      finalityDepth: FINALITY_DEPTH,
    });
    const kept = JSON.stringify(state.chain.logs({}));
    const replayed = JSON.stringify(replay.chain.logs({ toBlock: head.number }));
    return [
      ...(kept === replayed ? [] : [`OFF-3: ${name} kept other events than the chain has`]),
      ...(replay.chain.hashAt(head.number) === head.hash ? [] : [`OFF-3: ${name} has another block ${head.number}`]),
    ];
  } finally {
    replay.close();
  }
}

async function openStateOf({ world }: Stage, account: string, path: string): Promise<State> {
  const { trainingRounds } = world.deployment.addresses;
  const subject = `chain 31337, account ${account}, rounds ${trainingRounds}`;
  return openState({ path, finalityDepth: FINALITY_DEPTH, subject, roundOpened: "0x" });
}
