import { hexlify, ZeroHash } from "ethers";
import { read } from "../../src/chain/read.ts";
import { committeeOf } from "../../src/scoring/committeeOf.ts";
import { revealParts } from "../../src/scoring/revealParts.ts";
import { scoreCommitment } from "../../src/scoring/scoreCommitment.ts";
import { assessColumns, settleColumns, settlementParts } from "../../src/scoring/settlementParts.ts";
import { identityOf } from "../../src/sealing/identityOf.ts";
import { keysOfIdentities } from "../../src/sealing/keysOfIdentities.ts";
import { openingRecordOf } from "../../src/sealing/openingRecordOf.ts";
import { writeOpeningRecord } from "../../src/sealing/writeOpeningRecord.ts";
import { phaseAt } from "../../src/training/phaseAt.ts";
import type { RoundRecord } from "../../src/training/RoundRecord.ts";
import { ScoreBoard__factory, SealedUpdates__factory, TrainingRounds__factory } from "../../typechain-types/index.ts";
import type { ActOutcome, Role, RoleTools, Turn } from "../daemon/Role.ts";
import { decideOracle, type MemberFacts, type OracleAct } from "./decideOracle.ts";
import type { JudgeBeside } from "./judgeBeside.ts";
import { inputsOf, type Judgement } from "./judgeRound.ts";
import { keepSeats, type WantedSeat } from "./keepSeats.ts";

export type CreateOracleRoleParameters = {
  readonly tools: RoleTools;
  readonly seats: readonly WantedSeat[];
  readonly turnSeconds: number;
  /** Least fee of a round that is judged. */
  readonly minFee: bigint;
  /** Judges a round beside the loop. */
  readonly judge: JudgeBeside;
};

const board = ScoreBoard__factory.createInterface();
const rounds = TrainingRounds__factory.createInterface();
const sealing = SealedUpdates__factory.createInterface();
/** Whatever has no deadline of its own is taken back after a day of chain time, and then made anew. */
const DAY = 86_400;

/** An oracle: keeps its seats and its key, and judges the rounds of the models it is seated for. */
export async function createOracleRole(parameters: CreateOracleRoleParameters): Promise<Role> {
  const { tools, seats, turnSeconds, minFee, judge } = parameters;
  const { signer, addresses, chainId, state, storage, files, jobs, alarms, logger, metrics, onStep } = tools;
  const { results } = state;
  const me = signer.address;
  // Follows from the key: nothing to back up, and a restart opens what was sealed before it.
  const identity = identityOf(await signer.deriveSecret("oracle-identity"));
  const [publicKey] = (await keysOfIdentities([identity])) as [string];

  async function keep(turn: Turn): Promise<boolean> {
    const sealedUpdates = SealedUpdates__factory.connect(addresses.sealedUpdates, turn.client.runner);
    const current = await read(sealedUpdates.keyOf(me));
    const isKeyPublished = current === publicKey;
    if (!isKeyPublished) {
      const data = sealing.encodeFunctionData("publishKey", [publicKey]);
      await turn.ensure({
        key: `publish-key/${current}/${publicKey}`,
        to: addresses.sealedUpdates,
        data,
        validUntil: turn.now + DAY,
      });
    }
    return (await keepSeats(tools, turn, seats)) && isKeyPublished;
  }

  async function play(turn: Turn, round: RoundRecord): ReturnType<Role["play"]> {
    // Nobody has to judge for less than it costs. Who committed goes on, whatever the configuration says now.
    if (round.oracleFee < minFee && !round.judgements.has(me)) return Number.MAX_SAFE_INTEGER;
    const phase = phaseAt(round, turn.now);
    const seatHolders = round.isSeated === undefined && phase === "Commit" ? await holdersOf(turn, round.modelId) : [];
    const members = round.isSeated === undefined ? [] : await membersOf(turn, round);
    const { now, confirmedBlock, confirmedTime } = turn;
    const facts = { round, me, now, confirmedBlock, confirmedTime, seatHolders, members, turnSeconds };
    const { acts, wakeAt } = decideOracle(facts);
    let isWaiting = false;
    for (const act of acts) if ((await perform(turn, round, members, act)) === "waiting") isWaiting = true;
    const isRevealing = acts.some((act) => act.do === "reveal") || round.judgements.get(me)?.isRevealed;
    if (isRevealing && (await publishFound(round)) === "waiting") isWaiting = true;
    return isWaiting ? undefined : (wakeAt ?? Number.MAX_SAFE_INTEGER);
  }

  async function holdersOf({ client }: Turn, modelId: bigint): Promise<string[]> {
    const contract = ScoreBoard__factory.connect(addresses.scoreBoard, client.runner);
    return (await read(contract.seatsOf(modelId))).map(({ oracle }) => oracle);
  }

  async function membersOf({ client }: Turn, { roundId, judgements }: RoundRecord): Promise<MemberFacts[]> {
    const members = await committeeOf(client, { roundId });
    return members.map((member) => ({ ...member, isPaid: judgements.get(member.oracle)?.isPaid ?? false }));
  }

  async function perform(
    turn: Turn,
    round: RoundRecord,
    members: readonly MemberFacts[],
    act: OracleAct,
  ): Promise<ActOutcome> {
    const { roundId, key, deadlines } = round;
    const call = (name: string, to: string, data: string, validUntil = turn.now + DAY) =>
      turn.ensure({ key: `${name}/${key}`, to, data, validUntil });
    switch (act.do) {
      case "snapshot":
        await call(
          "snapshot",
          addresses.scoreBoard,
          board.encodeFunctionData("snapshotCommittee", [roundId]),
          Number(deadlines.commit),
        );
        return "waiting";
      case "commit":
        return commit(turn, round, members);
      case "reveal":
        return reveal(turn, round, members);
      case "settle":
        await settle(turn, round);
        return "waiting";
      case "assess":
        await assess(turn, round, members);
        return "waiting";
      case "claim-fee":
        await call("fee", addresses.scoreBoard, board.encodeFunctionData("claimFee", [roundId, act.seat]));
        return "waiting";
      case "slash":
        await call(
          `slash-${act.seat}`,
          addresses.scoreBoard,
          board.encodeFunctionData("slashSilent", [roundId, act.seat]),
        );
        return "waiting";
      case "close":
        await call("close", addresses.trainingRounds, rounds.encodeFunctionData("closeRound", [roundId]));
        return "waiting";
      case "record-opening":
        return recordOpening(turn, round);
    }
  }

  /** What was found out about the round as the chain has it now; starts to find out when nothing was yet. */
  function judgementOf(turn: Turn, round: RoundRecord): Judgement | undefined {
    const { roundId, deadlines } = round;
    const resultKey = `judgement/${round.key}/${inputsOf(round)}`;
    const known = results.get(resultKey);
    if (known !== undefined) return JSON.parse(known) as Judgement;
    const middle = (deadlines.opening + deadlines.scoreCommit) / 2n;
    jobs.start(`judge/${round.key}/${inputsOf(round)}`, async (signal) => {
      onStep("judging");
      const startedAt = performance.now();
      const { judgement, file } = await judge({
        roundId,
        head: turn.head,
        mayWait: BigInt(turn.now) < middle,
        identity,
        signal,
      });
      onStep("judged");
      // Found out about another branch of the chain: this one has to be looked at by itself.
      if (!turn.isCurrent()) return;
      // Only when it reveals, it shows what it found: the aggregate of a single update is that update.
      await files.put(file);
      results.set(resultKey, JSON.stringify(judgement));
      onStep("judgement-kept");
      metrics.observeScoring((performance.now() - startedAt) / 1000);
      logger.info({ roundId }, `judged: ${judgement.summary}`);
    });
    return undefined;
  }

  async function saltOf({ key }: RoundRecord): Promise<string> {
    return hexlify(await signer.deriveSecret(`scores/${chainId}/${addresses.scoreBoard}/${key}`));
  }

  async function commitmentTo({ scores, digest }: Judgement, round: RoundRecord): Promise<string> {
    const { scoreBoard } = addresses;
    const salt = await saltOf(round);
    return scoreCommitment({
      chainId,
      scoreBoard,
      roundId: round.roundId,
      oracle: me,
      scores: scores ?? undefined,
      digest,
      salt,
    });
  }

  async function commit(turn: Turn, round: RoundRecord, members: readonly MemberFacts[]): Promise<ActOutcome> {
    const judgement = judgementOf(turn, round);
    if (judgement === undefined) return "waiting";
    const commitment = await commitmentTo(judgement, round);
    if (round.judgements.get(me)?.commitment === commitment) return "done";
    if (!turn.mayBegin) return "waiting";
    const seat = members.findIndex(({ oracle }) => oracle === me);
    await turn.ensure({
      // What was committed to before, and replaced since, may have to be committed to again.
      key: `scores/${round.key}/${commitment}/${round.judgements.get(me)?.commits ?? 0}`,
      to: addresses.scoreBoard,
      data: board.encodeFunctionData("commitScores", [round.roundId, seat, commitment]),
      validUntil: Number(round.deadlines.scoreCommit),
    });
    return "waiting";
  }

  async function reveal(turn: Turn, round: RoundRecord, members: readonly MemberFacts[]): Promise<ActOutcome> {
    const { roundId, key } = round;
    const committed = round.judgements.get(me)?.commitment ?? ZeroHash;
    const judgement = await findJudgement(turn, round, committed);
    if (judgement === undefined) return "waiting";
    const { scores, digest } = judgement;
    const seat = members.findIndex(({ oracle }) => oracle === me);
    const salt = await saltOf(round);
    const calls =
      scores === null
        ? [board.encodeFunctionData("revealVoid", [roundId, seat, digest, salt])]
        : revealParts(scores).map(({ part, chunkHashes }) =>
            board.encodeFunctionData("revealScores", [roundId, seat, part, chunkHashes, digest, salt]),
          );
    for (const [place, data] of calls.entries()) {
      const [validFrom, validUntil] = [Number(round.deadlines.scoreCommit), Number(round.deadlines.scoreReveal)];
      await turn.ensure({ key: `reveal-${place}/${key}`, to: addresses.scoreBoard, data, validFrom, validUntil });
    }
    return "waiting";
  }

  /** Makes the aggregate public, beside the reveal: a store that does not answer must not keep scores from being revealed. */
  async function publishFound(round: RoundRecord): Promise<ActOutcome> {
    const { key } = round;
    const judgement = await keptJudgement(round, round.judgements.get(me)?.commitment ?? ZeroHash);
    if (judgement === undefined) return "done";
    const resultKey = `aggregate/${key}/${judgement.digest}`;
    if (results.get(resultKey) !== undefined) return "done";
    jobs.start(`aggregate/${key}`, async () => {
      results.set(resultKey, await storage.put(await files.get(judgement.digest)));
      onStep("aggregate-published");
    });
    return "waiting";
  }

  /** The judgement behind a commitment, whenever it was made; undefined when it is not kept. */
  async function keptJudgement(round: RoundRecord, commitment: string): Promise<Judgement | undefined> {
    for (const { value } of results.startingWith(`judgement/${round.key}/`)) {
      const judgement = JSON.parse(value) as Judgement;
      if ((await commitmentTo(judgement, round)) === commitment) return judgement;
    }
    return undefined;
  }

  /** The judgement behind a commitment; found out again when the state was lost. */
  async function findJudgement(turn: Turn, round: RoundRecord, commitment: string): Promise<Judgement | undefined> {
    const kept = await keptJudgement(round, commitment);
    if (kept !== undefined) {
      alarms.clear("COMMITMENT");
      return kept;
    }
    const again = judgementOf(turn, round);
    if (again !== undefined) {
      alarms.raise(
        "COMMITMENT",
        `What was committed to in round ${round.roundId} is not what this oracle finds.\nAnother program commits with this key, or the storage served other files: its stake is slashed unless that program reveals.`,
      );
    }
    return undefined;
  }

  async function settle(turn: Turn, { roundId, key }: RoundRecord): Promise<void> {
    const contract = ScoreBoard__factory.connect(addresses.scoreBoard, turn.client.runner);
    const settled = Number((await read(contract.committeeOf(roundId))).settled);
    const [columns] = settleColumns(await settlementParts(turn.client, { roundId }), settled);
    if (columns === undefined) return;
    const data = board.encodeFunctionData("settle", [roundId, columns]);
    await turn.ensure({ key: `settle-${settled}/${key}`, to: addresses.scoreBoard, data, validUntil: turn.now + DAY });
  }

  async function assess(turn: Turn, { roundId, key }: RoundRecord, members: readonly MemberFacts[]): Promise<void> {
    const { vectors, common } = await settlementParts(turn.client, { roundId });
    const own = vectors.find(({ oracle }) => oracle === me);
    if (own === undefined || common === undefined) return;
    const seat = members.findIndex(({ oracle }) => oracle === me);
    for (const [place, columns] of assessColumns(own, common).entries()) {
      const data = board.encodeFunctionData("assessDissent", [roundId, seat, columns.own, columns.common]);
      await turn.ensure({ key: `assess-${place}/${key}`, to: addresses.scoreBoard, data, validUntil: turn.now + DAY });
    }
  }

  async function recordOpening(turn: Turn, { roundId, key }: RoundRecord): Promise<ActOutcome> {
    const resultKey = `opening/${key}`;
    const digest = results.get(resultKey);
    if (digest === undefined) {
      jobs.start(`record/${key}`, async () => {
        const record = await openingRecordOf(turn.client, storage, { roundId, identities: [identity] });
        results.set(resultKey, await storage.put(writeOpeningRecord(record)));
        onStep("opening-kept");
      });
      return "waiting";
    }
    const data = sealing.encodeFunctionData("recordOpening", [roundId, digest]);
    await turn.ensure({ key: `opening/${key}`, to: addresses.sealedUpdates, data, validUntil: turn.now + DAY });
    return "waiting";
  }

  return {
    modelIds: seats.map(({ modelId }) => modelId),
    keep,
    play,
    close: async () => {},
  };
}
