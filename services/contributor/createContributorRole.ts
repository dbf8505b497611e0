import { hexlify, sha256 } from "ethers";
import { read } from "../../src/chain/read.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { compressUpdate } from "../../src/learning/compression/compressUpdate.ts";
import { DEFAULT_TRANSMISSION } from "../../src/learning/compression/Transmission.ts";
import { readParameters } from "../../src/learning/readParameters.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import { Use } from "../../src/market/Terms.ts";
import { sharesOf } from "../../src/scoring/sharesOf.ts";
import { sealForCommittee } from "../../src/sealing/sealForCommittee.ts";
import { StorageError } from "../../src/storage/StorageError.ts";
import type { RoundRecord } from "../../src/training/RoundRecord.ts";
import { readTaskSpec } from "../../src/training/readTaskSpec.ts";
import { updateCommitment } from "../../src/training/updateCommitment.ts";
import {
  CommonToken__factory,
  DatasetRegistry__factory,
  LicenseMarket__factory,
  ModelRegistry__factory,
  RewardPool__factory,
  SealedUpdates__factory,
  TrainingRounds__factory,
} from "../../typechain-types/index.ts";
import type { ActOutcome, Role, RoleTools, Turn } from "../daemon/Role.ts";
import type { ContributorConfig } from "./contributorConfigSchema.ts";
import { type ContributorAct, decideContributor } from "./decideContributor.ts";
import type { OpenTrainer } from "./trainer/openTrainer.ts";
import { TrainerError } from "./trainer/TrainerError.ts";

export type CreateContributorRoleParameters = {
  readonly tools: RoleTools;
  readonly trainer: OpenTrainer;
  readonly settings: Pick<ContributorConfig, "models" | "publication" | "maxBond" | "minPot" | "minClaim">;
};

const rounds = TrainingRounds__factory.createInterface();
const pool = RewardPool__factory.createInterface();
const sealing = SealedUpdates__factory.createInterface();
const erc20 = CommonToken__factory.createInterface();
const DAY = 86_400;
/** Rounds left out that are remembered; after so many, some reasons are told again. */
const MOST_OBSTACLES = 1_000;
/** Bonds that one allowance covers. */
const BONDS_ALLOWED = 64n;

/** A contributor: trains in the rounds of its models, next to the data, and takes what it earned. */
export async function createContributorRole({
  tools,
  trainer,
  settings,
}: CreateContributorRoleParameters): Promise<Role> {
  const { signer, addresses, chainId, state, storage, files, jobs, alarms, logger, onStep } = tools;
  const { results } = state;
  const { models, publication, maxBond, minPot, minClaim } = settings;
  const me = signer.address;
  const rightOf = new Map(models.map((model) => [model.modelId, model]));
  /** Why rounds are left out, so that each reason is told once. */
  const obstacles = new Map<bigint, string>();

  async function play(turn: Turn, round: RoundRecord): ReturnType<Role["play"]> {
    const { now, confirmedBlock, confirmedTime } = turn;
    const facts = { round, me, now, confirmedBlock, confirmedTime, publication };
    const { acts, wakeAt } = decideContributor(facts);
    let isWaiting = false;
    for (const act of acts) if ((await perform(turn, round, act)) === "waiting") isWaiting = true;
    return isWaiting ? undefined : (wakeAt ?? Number.MAX_SAFE_INTEGER);
  }

  async function perform(turn: Turn, round: RoundRecord, act: ContributorAct): Promise<ActOutcome> {
    const { roundId, key, deadlines } = round;
    const ensure = async (name: string, to: string, data: string): Promise<ActOutcome> => {
      await turn.ensure({ key: `${name}/${key}`, to, data, validUntil: turn.now + DAY });
      return "waiting";
    };
    switch (act.do) {
      case "commit":
        return commit(turn, round);
      case "reveal": {
        const update = await updateOf(turn, round);
        if (update === undefined) return "waiting";
        if ((await commitmentTo(update, round)) !== round.submissions.get(me)?.commitment) return lost(round);
        alarms.clear("UPDATE");
        const data = rounds.encodeFunctionData("revealUpdate", [roundId, update, await saltOf(round)]);
        const [validFrom, validUntil] = [Number(deadlines.commit), Number(deadlines.reveal)];
        await turn.ensure({ key: `reveal-update/${key}`, to: addresses.trainingRounds, data, validFrom, validUntil });
        return "waiting";
      }
      case "seal":
        return seal(turn, round);
      case "publish":
        return publish(turn, round);
      case "claim":
        return claim(turn, round, act.token);
      case "close":
        return ensure("close", addresses.trainingRounds, rounds.encodeFunctionData("closeRound", [roundId]));
      case "claim-forfeited":
        return ensure(
          "forfeited",
          addresses.trainingRounds,
          rounds.encodeFunctionData("claimForfeited", [roundId, me]),
        );
      case "reclaim-bond":
        return ensure("reclaim", addresses.trainingRounds, rounds.encodeFunctionData("reclaimBond", [roundId, me]));
    }
  }

  async function commit(turn: Turn, round: RoundRecord): Promise<ActOutcome> {
    const { roundId, key, modelId, deadlines } = round;
    const { datasetId, licenseId } = rightOf.get(modelId)!;
    const obstacle = await obstacleTo(turn, round);
    if (obstacle !== undefined) {
      if (obstacles.get(roundId) !== obstacle) logger.info({ roundId, obstacle }, "leaves the round out");
      if (obstacles.size >= MOST_OBSTACLES) obstacles.clear();
      obstacles.set(roundId, obstacle);
      // Rights can be bought and bonds be topped up while the round lasts.
      return "waiting";
    }
    const update = await updateOf(turn, round);
    if (update === undefined || !turn.mayBegin || !(await isBondAllowed(turn, round))) return "waiting";
    const commitment = await commitmentTo(update, round);
    const data = rounds.encodeFunctionData("commitUpdate", [roundId, commitment, datasetId, licenseId]);
    await turn.ensure({
      key: `commit-update/${key}`,
      to: addresses.trainingRounds,
      data,
      validUntil: Number(deadlines.commit),
    });
    return "waiting";
  }

  /** Why this round cannot be trained in now, in words; undefined when it can. */
  async function obstacleTo(
    { client, now }: Turn,
    { modelId, token, bond, pot }: RoundRecord,
  ): Promise<string | undefined> {
    const { datasetId, licenseId } = rightOf.get(modelId)!;
    if (bond > maxBond) return `its bond of ${bond} is above maxBond`;
    if (pot < minPot) return `its pot of ${pot} is below minPot`;
    if (licenseId === 0n) {
      const datasets = DatasetRegistry__factory.connect(addresses.datasetRegistry, client.runner);
      const { provider, withdrawnAt } = await read(datasets.statusOf(datasetId));
      if (provider !== me) return `dataset ${datasetId} belongs to ${provider}, and no license is configured`;
      if (withdrawnAt !== 0n) return `consent for dataset ${datasetId} was withdrawn`;
    } else {
      const market = LicenseMarket__factory.connect(addresses.licenseMarket, client.runner);
      if (!(await read(market.isLicenseValid(licenseId, me, Use.Train, now)))) {
        return `license ${licenseId} does not permit ${me} to train now`;
      }
    }
    const balance = bond === 0n ? bond : await read(CommonToken__factory.connect(token, client.runner).balanceOf(me));
    return balance < bond ? `its bond of ${bond} is more than the ${balance} that ${me} has` : undefined;
  }

  async function isBondAllowed(turn: Turn, { token, bond, key }: RoundRecord): Promise<boolean> {
    if (bond === 0n) return true;
    const allowance = await read(
      CommonToken__factory.connect(token, turn.client.runner).allowance(me, addresses.trainingRounds),
    );
    if (allowance >= bond) return true;
    const data = erc20.encodeFunctionData("approve", [addresses.trainingRounds, BONDS_ALLOWED * bond]);
    await turn.ensure({ key: `approve/${key}`, to: token, data, validUntil: turn.now + DAY });
    return false;
  }

  /** SHA-256 of the update that was trained for the round; starts to train when there is none yet. */
  async function updateOf(turn: Turn, round: RoundRecord): Promise<string | undefined> {
    const resultKey = `update/${round.key}`;
    const known = results.get(resultKey);
    if (known !== undefined) return known;
    jobs.start(`train/${round.key}`, async (signal) => {
      const digest = await train(turn, round, signal);
      if (digest === undefined) return;
      onStep("update-stored");
      results.set(resultKey, digest);
      onStep("update-kept");
    });
    return undefined;
  }

  async function train({ client }: Turn, round: RoundRecord, signal: AbortSignal): Promise<string | undefined> {
    const { roundId, modelId, baseVersion } = round;
    onStep("training");
    const task = readTaskSpec(await storage.get(round.taskDigest));
    const registry = ModelRegistry__factory.connect(addresses.modelRegistry, client.runner);
    const { weightsDigest } = await read(registry.versionOf(modelId, baseVersion));
    const base = readParameters(await storage.get(weightsDigest));
    const [word] = new Uint32Array((await signer.deriveSecret(`training/${chainId}/${round.key}`)).slice(0, 4).buffer);
    const startedAt = performance.now();
    let update: Float64Array;
    try {
      update = await trainer.train({ roundId, task, base, seed: word as number, signal });
    } catch (error) {
      if (!(error instanceof TrainerError)) throw error;
      if (error.code === "TRAINER_STOPPED") return undefined;
      // What the program printed is for the operator's own log alone.
      logger.error({ roundId, error, detail: error.detail }, "training failed");
      throw error;
    }
    const transmission = task.transmission ?? DEFAULT_TRANSMISSION;
    const { bytes, residual } = compressUpdate({
      update,
      residual: await residualOf(round, update.length),
      transmission,
    });
    const digest = await files.put(bytes);
    if (transmission.kind === "sparse" || transmission.bits !== 64) {
      results.set(`residual/${modelId}/${roundId}`, await files.put(writeParameters(residual)));
    }
    logger.info({ roundId, digest, seconds: (performance.now() - startedAt) / 1000, bytes: bytes.length }, "trained");
    return digest;
  }

  /** What earlier updates of the model left unsent: the newest that is kept, zeros when none fits. */
  async function residualOf({ modelId, roundId }: RoundRecord, length: number): Promise<Float64Array> {
    const kept = results
      .startingWith(`residual/${modelId}/`)
      .map(({ key, value }) => ({ round: BigInt(key.split("/")[2]!), value }))
      .filter(({ round }) => round < roundId)
      .sort((a, b) => (a.round < b.round ? 1 : -1))[0];
    if (kept === undefined) return new Float64Array(length);
    const residual = readParameters(await files.get(kept.value));
    return residual.length === length ? residual : new Float64Array(length);
  }

  async function saltOf({ key }: RoundRecord): Promise<string> {
    return hexlify(await signer.deriveSecret(`update/${chainId}/${addresses.trainingRounds}/${key}`));
  }

  async function commitmentTo(updateDigest: string, round: RoundRecord): Promise<string> {
    const { trainingRounds } = addresses;
    const salt = await saltOf(round);
    return updateCommitment({ chainId, trainingRounds, roundId: round.roundId, contributor: me, updateDigest, salt });
  }

  function lost({ roundId }: RoundRecord): ActOutcome {
    alarms.raise(
      "UPDATE",
      `What was committed to in round ${roundId} is not the update that is kept here.\nAnother program commits with this key, or the state was lost and training does not repeat: the bond of this round is lost.`,
    );
    return "waiting";
  }

  async function seal(turn: Turn, round: RoundRecord): Promise<ActOutcome> {
    const { roundId, key } = round;
    const resultKey = `sealed/${key}`;
    const sealedDigest = results.get(resultKey);
    if (sealedDigest !== undefined) {
      const data = sealing.encodeFunctionData("announce", [roundId, sealedDigest]);
      const validUntil = Number(round.deadlines.reveal);
      await turn.ensure({ key: `announce/${key}`, to: addresses.sealedUpdates, data, validUntil });
      return "waiting";
    }
    const update = round.submissions.get(me)!.updateDigest!;
    jobs.start(`seal/${key}`, async () => {
      const bytes = await files.get(update);
      // Sealing draws a key at random: what is announced is what was kept first.
      const sealed = await sealForCommittee(turn.client, storage, { roundId, bytes });
      // Were it another committee by now, its members could not open it.
      if (!turn.isCurrent()) return;
      results.set(resultKey, sealed);
      onStep("sealed");
    });
    return "waiting";
  }

  async function publish(_turn: Turn, round: RoundRecord): Promise<ActOutcome> {
    const { key } = round;
    const resultKey = `published/${key}`;
    if (results.get(resultKey) !== undefined) return "done";
    const update = round.submissions.get(me)!.updateDigest!;
    jobs.start(`publish/${key}`, async () => {
      const bytes = await ownFile(update);
      if (bytes === undefined) {
        logger.warn({ roundId: round.roundId, update }, "cannot publish the update: it was lost with the state");
        results.set(resultKey, "lost");
        return;
      }
      const digest = await storage.put(bytes);
      if (digest !== sha256(bytes)) {
        throw new BaseError("STORE_NAMES_OTHERWISE", `The storage calls update ${update} ${digest}.`, {
          remedy: "Use another storage.",
        });
      }
      results.set(resultKey, digest);
      onStep("published");
    });
    return "waiting";
  }

  /** A file of one's own; undefined when it was lost with the state. */
  async function ownFile(digest: string): Promise<Uint8Array | undefined> {
    try {
      return await files.get(digest);
    } catch (error) {
      if (error instanceof StorageError) return undefined;
      throw error;
    }
  }

  async function claim(turn: Turn, round: RoundRecord, token: string): Promise<ActOutcome> {
    const { roundId, key, payments } = round;
    const share = (await sharesOf(turn.client, { roundId })).find(({ contributor }) => contributor === me);
    if (share === undefined || share.score === 0) return "done";
    const rewards = RewardPool__factory.connect(addresses.rewardPool, turn.client.runner);
    const due = await read(rewards.claimableOf(roundId, token, share.index, share.score));
    if (due === 0n || due < minClaim) return "done";
    const data = pool.encodeFunctionData("claimShare", [token, { ...share, proof: [...share.proof] }]);
    // A share earns again whenever its pot is paid into.
    const act = `claim-${token}-${payments.get(token)}/${key}`;
    await turn.ensure({ key: act, to: addresses.rewardPool, data, validUntil: turn.now + DAY });
    return "waiting";
  }

  return {
    modelIds: models.map(({ modelId }) => modelId),
    keep: async () => true,
    play,
    close: () => trainer.close(),
  };
}
