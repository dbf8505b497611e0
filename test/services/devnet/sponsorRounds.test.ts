import { EventEmitter, once } from "node:events";
import { expect } from "chai";
import { hexlify, randomBytes, sha256 } from "ethers";
import { createWorld } from "../../../services/devnet/createWorld.ts";
import type { DevWorld } from "../../../services/devnet/DevWorld.ts";
import { deployTo } from "../../../services/devnet/deployTo.ts";
import { sponsorRounds } from "../../../services/devnet/sponsorRounds.ts";
import { type DevClock, startClock } from "../../../services/devnet/startClock.ts";
import { type DevNode, startNode } from "../../../services/devnet/startNode.ts";
import { syntheticData } from "../../../services/devnet/syntheticData.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { readParameters } from "../../../src/learning/readParameters.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import { trainLocally } from "../../../src/learning/trainLocally.ts";
import { writeParameters } from "../../../src/learning/writeParameters.ts";
import { commitScores } from "../../../src/scoring/commitScores.ts";
import { revealScores } from "../../../src/scoring/revealScores.ts";
import { scoreRound } from "../../../src/scoring/scoreRound.ts";
import { settleRound } from "../../../src/scoring/settleRound.ts";
import { snapshotCommittee } from "../../../src/scoring/snapshotCommittee.ts";
import { commitUpdate } from "../../../src/training/commitUpdate.ts";
import { deadlinesOf } from "../../../src/training/deadlinesOf.ts";
import { revealUpdate } from "../../../src/training/revealUpdate.ts";
import { ModelRegistry__factory, TrainingRounds__factory } from "../../../typechain-types/index.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";

/** What contributors and oracles do in a round. Nobody waits for the end of a phase longer than needed. */
async function play(world: DevWorld, clock: DevClock, roundId: bigint, slicesOpened: Promise<unknown>): Promise<void> {
  const { contributors, oracles, store, data, sponsor, deployment } = world;
  const { addresses, fromBlock } = deployment;
  const ends = await deadlinesOf(sponsor.client, { roundId });
  const { modelId, baseVersion } = await TrainingRounds__factory.connect(
    addresses.trainingRounds,
    world.provider,
  ).roundOf(roundId);
  const models = ModelRegistry__factory.connect(addresses.modelRegistry, world.provider);
  const { weightsDigest } = await models.versionOf(modelId, baseVersion);
  const base = readParameters(await store.get(weightsDigest));
  const submissions = contributors.map(({ part }, k) => {
    const random = createRandom(99, Number(roundId), k);
    const bytes = writeParameters(
      subtract(trainLocally(data.network, base, part.examples, data.training, random), base),
    );
    return { bytes, updateDigest: sha256(bytes), salt: hexlify(randomBytes(32)) };
  });
  await Promise.all(
    contributors.map(({ client, datasetId, licenseId }, k) => {
      const { updateDigest, salt } = submissions[k]!;
      return commitUpdate(client, { roundId, updateDigest, salt, datasetId, licenseId });
    }),
  );
  await snapshotCommittee(oracles[0]!.client, { roundId });
  await clock.jumpTo(ends.commit);
  await Promise.all(contributors.map(({ client }, k) => revealUpdate(client, { roundId, ...submissions[k]! })));
  for (const { bytes } of submissions) await store.put(bytes);
  await clock.jumpTo(ends.reveal);
  await slicesOpened;
  await clock.jumpTo(ends.opening);
  const { scores, aggregate } = await scoreRound(oracles[0]!.client, store, { roundId, fromBlock });
  const ballot = {
    roundId,
    scores,
    aggregateDigest: await store.put(writeParameters(aggregate)),
    salt: hexlify(randomBytes(32)),
  };
  await Promise.all(oracles.map(({ client }) => commitScores(client, ballot)));
  await clock.jumpTo(ends.scoreCommit);
  // One after the other: the reveal that completes the quorum needs more gas than an estimate before the others says.
  for (const { client } of oracles) await revealScores(client, ballot);
  await clock.jumpTo(ends.scoreReveal);
  await settleRound(oracles[0]!.client, { roundId });
}

describe("sponsorRounds", function () {
  this.timeout(60_000);
  let node: DevNode;
  let world: DevWorld;
  let clock: DevClock;
  beforeEach(async () => {
    node = await startNode();
    const deployment = await deployTo(node.send);
    const data = syntheticData({ contributors: 3 });
    world = await createWorld({ node, deployment, data, store: createMemoryStore(), areOraclesSeated: true });
    await node.setMining("manual");
    clock = await startClock(node, { speed: 40, blockMilliseconds: 25 });
  });
  afterEach(async () => {
    await clock?.stop();
    world?.provider.destroy();
    await node.stop();
  });

  describe("given contributors and oracles that work", () => {
    it("settles rounds that pay, each on the version that the one before brought", async () => {
      const said: { message: string; fields: Readonly<Record<string, unknown>> }[] = [];
      const players: Promise<void>[] = [];
      const events = new EventEmitter();
      const settled = await sponsorRounds(world, clock, {
        rounds: 2,
        say(message, fields = {}) {
          said.push({ message, fields });
          events.emit(`${message} ${fields.roundId}`);
          if (message !== "round opened") return;
          const roundId = fields.roundId as bigint;
          players.push(play(world, clock, roundId, once(events, `slices opened ${roundId}`)));
        },
      });
      await Promise.all(players);
      expect(settled).to.deep.equal([1n, 2n]);
      const of = (wanted: string) => said.filter(({ message }) => message === wanted).map(({ fields }) => fields);
      expect(of("round opened").map(({ baseVersion }) => baseVersion)).to.deep.equal([1, 2]);
      for (const { earned } of of("round settled")) expect(earned).to.be.above(0);
      expect(of("version voted live, eight days later")).to.have.length(2);
    });
  });

  describe("given that nobody comes", () => {
    it("closes the round, says why, and opens the next one", async () => {
      const said: [string, unknown][] = [];
      const sponsoring = sponsorRounds(world, clock, {
        say(message, fields = {}) {
          said.push([message, fields.reason ?? fields.roundId]);
          if (fields.roundId === 2n) void clock.stop();
        },
      });
      expect(await sponsoring.catch(({ code }) => code)).to.equal("CLOCK_STOPPED");
      expect(said).to.deep.equal([
        ["round opened", 1n],
        ["round failed", "no committee"],
        ["round opened", 2n],
      ]);
    });
  });
});
