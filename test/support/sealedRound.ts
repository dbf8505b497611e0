import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, parseEther, sha256 } from "ethers";
import type { Client } from "../../src/client.ts";
import { createRandom } from "../../src/learning/createRandom.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import { subtract } from "../../src/learning/subtract.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import { writeExamples } from "../../src/learning/writeExamples.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../src/scoring/ScoringOptions.ts";
import { scoreRound } from "../../src/scoring/scoreRound.ts";
import { announceSealedUpdate } from "../../src/sealing/announceSealedUpdate.ts";
import { generateOracleKey } from "../../src/sealing/generateOracleKey.ts";
import { openSealedStore } from "../../src/sealing/openSealedStore.ts";
import { publishOracleKey } from "../../src/sealing/publishOracleKey.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { commitUpdate } from "../../src/training/commitUpdate.ts";
import { openSlices } from "../../src/training/openSlices.ts";
import { revealUpdate } from "../../src/training/revealUpdate.ts";
import { type HiddenSlices, slicesCommitment } from "../../src/training/slicesCommitment.ts";
import { writeTaskSpec } from "../../src/training/writeTaskSpec.ts";
import { clouds, network, training } from "../src/scoring/smallRound.ts";
import { createMemoryStore } from "./createMemoryStore.ts";
import { enter, enterLastDay, modelWithSeats, openRound, Phase, STAKES } from "./rounds.ts";

/** The dataset and license each contributor trains with. */
const RIGHTS = { bob: [2n, 0n], carol: [3n, 0n], dave: [1n, 1n] } as const;
const CONTRIBUTORS = ["bob", "carol", "dave"] as const;

export type RevealedWorld = Awaited<ReturnType<typeof revealedRound>>;

/**
 * A model of alice that can be trained, with the seats of olga, otto and oscar, their keys published, an empty store, and
 * one update each of bob, carol and dave, which nobody has seen.
 */
export async function worldWithKeys() {
  const world = await modelWithSeats();
  const { addresses, models, board, staking, alice, olga, otto, oscar } = world;
  const clientOf = (runner: HardhatEthersSigner): Client => ({ runner, addresses });
  const store = createMemoryStore();
  const base = initializeParameters(network, createRandom(1));
  await models.connect(alice).register(id("card"), await store.put(writeParameters(base)));
  const identities = new Map<string, string>();
  for (const [k, oracle] of [olga, otto, oscar].entries()) {
    await staking.connect(oracle).stake(STAKES[k]!);
    await board.connect(oracle).takeSeat(2n, STAKES[k]!);
    const { identity, key } = await generateOracleKey();
    await publishOracleKey(clientOf(oracle), { key });
    identities.set(oracle.address, identity);
  }
  const updates = CONTRIBUTORS.map((name, i) => {
    const update = subtract(trainLocally(network, base, clouds(24, 100 + i), training, createRandom(200 + i)), base);
    const bytes = writeParameters(update);
    return { name, contributor: world[name], bytes, updateDigest: sha256(bytes), salt: id(`salt of ${name}`) };
  });
  const root = writeExamples(clouds(60, 2));
  const validation = writeExamples(clouds(90, 3));
  const slices: HiddenSlices = {
    rootSliceDigest: sha256(root),
    validationSliceDigest: sha256(validation),
    salt: id("slices"),
  };
  return {
    ...world,
    modelId: 2n,
    clientOf,
    store,
    updates,
    slices,
    sliceFiles: [root, validation],
    /** Identities of an oracle. */
    identitiesOf: (oracle: HardhatEthersSigner): string[] => [identities.get(oracle.address)!],
  };
}

/** Reveal of a round of that model: committee seated, all three updates revealed, none announced. */
export async function revealedRound() {
  const world = await worldWithKeys();
  const { clientOf, store, updates, sam, slices, board } = world;
  const task = {
    format: "commonweights.task.v1",
    network,
    training,
    scoring: DEFAULT_SCORING_OPTIONS,
    seed: 9,
  } as const;
  const roundId = await openRound(world, {
    modelId: 2n,
    taskDigest: await store.put(writeTaskSpec(task)),
    slicesCommitment: slicesCommitment(slices),
    pot: parseEther("100"),
  });
  for (const { name, contributor, updateDigest, salt } of updates) {
    const [datasetId, licenseId] = RIGHTS[name];
    await commitUpdate(clientOf(contributor), { roundId, updateDigest, salt, datasetId, licenseId });
  }
  await enterLastDay(world, roundId);
  await board.connect(sam).snapshotCommittee(roundId);
  await enter(world, Phase.Reveal, roundId);
  for (const { contributor, updateDigest, salt } of updates) {
    await revealUpdate(clientOf(contributor), { roundId, updateDigest, salt });
  }
  return { ...world, roundId };
}

/** The same, with every update sealed to the committee. */
export async function sealedRound() {
  const world = await revealedRound();
  const { clientOf, store, updates, roundId } = world;
  for (const { contributor, bytes } of updates) {
    await announceSealedUpdate(clientOf(contributor), store, { roundId, bytes });
  }
  return world;
}

/** Moves to Opening and opens the slices. */
export async function openHiddenSlices(world: RevealedWorld): Promise<void> {
  const { roundId, clientOf, store, sam, slices, sliceFiles } = world;
  await enter(world, Phase.Opening, roundId);
  for (const file of sliceFiles) await store.put(file);
  await openSlices(clientOf(sam), { roundId, slices });
}

/** The store as a member of the committee sees it. */
export async function storeOf(world: RevealedWorld, oracle: HardhatEthersSigner): Promise<ContentStore> {
  const { clientOf, store, roundId, identitiesOf } = world;
  return openSealedStore(clientOf(oracle), store, { roundId, identities: identitiesOf(oracle) });
}

/** What a member computes from the store as it sees it. */
export async function scoreAs(world: RevealedWorld, oracle: HardhatEthersSigner) {
  const { clientOf, roundId } = world;
  return scoreRound(clientOf(oracle), await storeOf(world, oracle), { roundId });
}
