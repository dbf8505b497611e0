import { randomBytes } from "node:crypto";
import { hexlify, sha256 } from "ethers";
import { read } from "../../src/chain/read.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import { readParameters } from "../../src/learning/readParameters.ts";
import { subtract } from "../../src/learning/subtract.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import { commitScores } from "../../src/scoring/commitScores.ts";
import { revealScores } from "../../src/scoring/revealScores.ts";
import { scoreRound } from "../../src/scoring/scoreRound.ts";
import { settleRound } from "../../src/scoring/settleRound.ts";
import { snapshotCommittee } from "../../src/scoring/snapshotCommittee.ts";
import { commitUpdate } from "../../src/training/commitUpdate.ts";
import { revealUpdate } from "../../src/training/revealUpdate.ts";
import { ModelRegistry__factory } from "../../typechain-types/index.ts";
import type { DevContributor, DevWorld } from "./DevWorld.ts";
import { openSponsoredSlices } from "./openSponsoredSlices.ts";
import type { SponsoredRound } from "./SponsoredRound.ts";
import type { DevClock } from "./startClock.ts";

const SALT_BYTES = 32;
/** Stream of the random numbers that training draws from, so that two devnets learn the same. */
const TRAINING_SEED = 7;

/**
 * Plays an open round to its settlement in this process, instead of services: everybody trains, one oracle scores and all of
 * them vouch for it. The phases are skipped; the oracles need seats already.
 */
export async function playRound(
  world: DevWorld,
  clock: Pick<DevClock, "jumpTo">,
  round: SponsoredRound,
): Promise<void> {
  const { contributors, oracles, store, deployment } = world;
  const { roundId, deadlines } = round;
  const submissions = await trainAll(world, round);
  for (const { contributor, updateDigest, salt } of submissions) {
    const { client, datasetId, licenseId } = contributor;
    await commitUpdate(client, { roundId, updateDigest, salt, datasetId, licenseId });
  }
  await snapshotCommittee(oracles[0]!.client, { roundId });
  await clock.jumpTo(deadlines.commit);
  for (const { contributor, bytes, updateDigest, salt } of submissions) {
    await revealUpdate(contributor.client, { roundId, updateDigest, salt });
    await store.put(bytes);
  }
  await clock.jumpTo(deadlines.reveal);
  await openSponsoredSlices(world, round);
  await clock.jumpTo(deadlines.opening);

  const { fromBlock } = deployment;
  const { scores, aggregate } = await scoreRound(oracles[0]!.client, store, { roundId, fromBlock });
  const aggregateDigest = await store.put(writeParameters(aggregate));
  const ballots = oracles.map(({ client }) => ({ client, roundId, scores, aggregateDigest, salt: randomSalt() }));
  for (const { client, ...ballot } of ballots) await commitScores(client, ballot);
  await clock.jumpTo(deadlines.scoreCommit);
  for (const { client, ...ballot } of ballots) await revealScores(client, ballot);
  await clock.jumpTo(deadlines.scoreReveal);
  await settleRound(contributors[0]!.client, { roundId });
}

type Submission = {
  readonly contributor: DevContributor;
  readonly bytes: Uint8Array;
  readonly updateDigest: string;
  readonly salt: string;
};

/** Everybody's update, from the weights that the round starts from. */
async function trainAll(
  { contributors, store, data, deployment, provider }: DevWorld,
  { roundId, modelId, baseVersion }: SponsoredRound,
): Promise<Submission[]> {
  const models = ModelRegistry__factory.connect(deployment.addresses.modelRegistry, provider);
  const { weightsDigest } = await read(models.versionOf(modelId, baseVersion));
  const base = readParameters(await store.get(weightsDigest));
  return contributors.map((contributor, k) => {
    const random = createRandom(TRAINING_SEED, Number(roundId), k);
    const trained = trainLocally(data.network, base, contributor.part.examples, data.training, random);
    const bytes = writeParameters(subtract(trained, base));
    return { contributor, bytes, updateDigest: sha256(bytes), salt: randomSalt() };
  });
}

function randomSalt(): string {
  return hexlify(randomBytes(SALT_BYTES));
}
