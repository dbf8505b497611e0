import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { openSponsoredRound } from "../../services/devnet/openSponsoredRound.ts";
import { openSponsoredSlices } from "../../services/devnet/openSponsoredSlices.ts";
import { readinessOf } from "../../services/operation/readinessOf.ts";
import { ScoreBoard__factory } from "../../typechain-types/index.ts";
import { auditRound } from "./support/auditRound.ts";
import type { FaultRule } from "./support/Fault.ts";
import { type FaultProxy, startFaultProxy } from "./support/startFaultProxy.ts";
import { type Stage, startStage } from "./support/startStage.ts";
import { type Actor, startTroupe, type Troupe } from "./support/startTroupe.ts";

const SECONDS_PER_BLOCK = 12;
const PHASES = { commit: 120, reveal: 120, opening: 120, scoreCommit: 3600, scoreReveal: 120 };
/** Milliseconds that a block waits for services: as long as it takes. */
const PATIENCE = 60_000;
const OUTAGE_BLOCKS = 75;
const LIMITS = { staleAfterSeconds: 120, maxLagBlocks: 20 };
const LIES: readonly FaultRule[] = [
  { kind: "wrong-block-hash" },
  { kind: "wrong-timestamp", seconds: 3600 },
  { kind: "wrong-log-data" },
  { kind: "wrong-call-result" },
  { kind: "wrong-receipt-status" },
  { kind: "wrong-nonce", by: 3 },
];

describe("services and their nodes", function () {
  this.timeout(180_000);
  let stage: Stage;
  before(async () => {
    stage = await startStage({ contributors: 1 });
  });
  after(() => stage.close());

  describe("given a store that is gone when scores are to be revealed", () => {
    it("OFF-1, OFF-2: reveal all the same, say so, and publish the aggregate when it is back", async () => {
      await withTroupe(stage, async ({ troupe, folder }) => {
        const { world } = stage;
        const { scoreBoard } = world.deployment.addresses;
        const board = ScoreBoard__factory.connect(scoreBoard, world.provider);
        const round = await troupe.whileMining(SECONDS_PER_BLOCK, () => openSponsoredRound(world, { phases: PHASES }));
        const { roundId, deadlines } = round;
        await mineUntil(stage, troupe, deadlines.reveal);
        await troupe.whileMining(SECONDS_PER_BLOCK, () => openSponsoredSlices(world, round));
        await mineUntil(stage, troupe, deadlines.opening);
        while (!(await board.membersOf(roundId)).every(({ isCommitted }) => isCommitted)) {
          await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
        }
        const store = join(stage.folder, "store");
        await rename(store, `${store}-gone`);
        try {
          await writeFile(store, "no folder");
          await skipTo(stage, troupe, deadlines.scoreCommit);
          await mineUntil(stage, troupe, deadlines.scoreReveal - BigInt(SECONDS_PER_BLOCK));
          expect((await board.membersOf(roundId)).every(({ isRevealed }) => isRevealed)).to.equal(true);
          const oracles = troupe.actors.filter(({ name }) => name.startsWith("oracle"));
          for (const oracle of oracles) expect(alarmsOf(oracle), oracle.name).to.include("JOB aggregate");
        } finally {
          await rm(store);
          await rename(`${store}-gone`, store);
        }
        await mineUntil(stage, troupe, deadlines.scoreReveal + 120n);
        await waitUntil(() => !troupe.actors.flatMap(alarmsOf).includes("JOB aggregate"));
        const [settled] = await board.queryFilter(board.filters.ScoresSettled(roundId));
        expect(await stage.world.store.get(settled!.args.aggregateDigest)).to.have.length.above(0);
        await troupe.stop();
        expect(await auditRound(stage, { roundId, folder })).to.deep.equal([]);
      });
    });
  });

  describe("given all nodes dead for a quarter of an hour in ScoreCommit", () => {
    it("OFF-1, OFF-2, OFF-3, OFF-4: say so, and lose nothing", async () => {
      await withTroupe(stage, async ({ troupe, proxies, folder }) => {
        const { world, anvil } = stage;
        const board = ScoreBoard__factory.connect(world.deployment.addresses.scoreBoard, world.provider);
        const round = await troupe.whileMining(SECONDS_PER_BLOCK, () => openSponsoredRound(world, { phases: PHASES }));
        const { roundId, deadlines } = round;
        await mineUntil(stage, troupe, deadlines.reveal);
        await troupe.whileMining(SECONDS_PER_BLOCK, () => openSponsoredSlices(world, round));
        await mineUntil(stage, troupe, deadlines.opening);
        await Promise.all(proxies.map((proxy) => proxy.down()));
        await waitUntil(() => troupe.actors.every((actor) => alarmsOf(actor).includes("QUORUM")));
        const before = await anvil.head();
        await anvil.mine(OUTAGE_BLOCKS, SECONDS_PER_BLOCK);
        for (const actor of troupe.actors) {
          expect(alarmsOf(actor)).to.include("QUORUM");
          expect(readinessNow(actor).ready, `${actor.name} is ready`).to.equal(false);
          expect(actor.service.status().head?.number).to.be.at.most(before.number);
        }
        // What the outage is about: not everybody had committed before it began.
        expect((await board.membersOf(roundId)).every(({ isCommitted }) => isCommitted)).to.equal(false);

        await Promise.all(proxies.map((proxy) => proxy.up()));
        await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
        for (const actor of troupe.actors) expect(readinessNow(actor).reasons).to.deep.equal([]);
        expect(troupe.actors.flatMap(alarmsOf)).to.not.include("QUORUM");
        for (let k = 0; k < 5; k++) await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
        // Enough nodes answer again long before the phase ends: everybody commits at once, not at the last moment.
        expect((await board.membersOf(roundId)).every(({ isCommitted }) => isCommitted)).to.equal(true);

        await skipTo(stage, troupe, deadlines.scoreCommit);
        await mineUntil(stage, troupe, deadlines.scoreReveal + 120n);
        await troupe.stop();
        expect(await auditRound(stage, { roundId, folder })).to.deep.equal([]);
      });
    });
  });

  describe("given a liar among three nodes of which two must agree", () => {
    it("stands still rather than believe the liar, whether the others are dead or too few", async () => {
      await withTroupe(stage, async ({ troupe, proxies }) => {
        const { anvil } = stage;
        const [liar, honest, late] = proxies as [FaultProxy, FaultProxy, FaultProxy];
        const before = await anvil.head();
        const standsStill = async () => {
          const asked = liar.requests.get("eth_getBlockByNumber") ?? 0;
          await anvil.mine(5, SECONDS_PER_BLOCK);
          // Every service asked the liar several times meanwhile.
          await waitUntil(() => (liar.requests.get("eth_getBlockByNumber") ?? 0) > asked + 5 * troupe.actors.length);
          for (const actor of troupe.actors) {
            expect(actor.service.status().head).to.include({ number: before.number, hash: before.hash });
            expect(alarmsOf(actor)).to.include("QUORUM");
          }
        };
        liar.set(LIES);
        await honest.down();
        await late.down();
        await standsStill();
        await honest.up();
        await standsStill();
        expect(liar.injected.get("wrong-block-hash")).to.be.above(0);

        await late.up();
        await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
        const head = await anvil.head();
        for (const actor of troupe.actors) {
          expect(actor.service.status().head).to.include({ number: head.number, hash: head.hash });
          expect(alarmsOf(actor)).to.not.include("QUORUM");
        }
      });
    });
  });
});

type Scene = {
  readonly troupe: Troupe;
  readonly proxies: readonly FaultProxy[];
  readonly folder: string;
};

/** Services that ask three nodes, of which two must agree, with a few blocks behind them. */
async function withTroupe(stage: Stage, live: (scene: Scene) => Promise<void>): Promise<void> {
  await stage.reset();
  const folder = await mkdtemp(join(stage.folder, "outage-"));
  const proxies: FaultProxy[] = [];
  try {
    for (let k = 0; k < 3; k++) proxies.push(await startFaultProxy({ upstream: stage.anvil.url, seed: k }));
    const troupe = await startTroupe(stage, { folder, endpoints: proxies.map(({ url }) => url), chain: { quorum: 2 } });
    try {
      for (let k = 0; k < 3; k++) await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
      for (const actor of troupe.actors) expect(alarmsOf(actor)).to.deep.equal([]);
      await live({ troupe, proxies, folder });
    } finally {
      await troupe.stop();
    }
  } finally {
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }
}

function alarmsOf({ service }: Actor): string[] {
  return service.status().alarms.map(({ code }) => code);
}

function readinessNow({ service }: Actor) {
  return readinessOf(service.status(), LIMITS, Date.now());
}

async function mineUntil({ anvil }: Stage, troupe: Troupe, timestamp: bigint): Promise<void> {
  while ((await anvil.head()).timestamp < timestamp) await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
}

/** Many blocks at once, while nothing is due. */
async function skipTo(stage: Stage, troupe: Troupe, timestamp: bigint): Promise<void> {
  const blocks = Math.floor(Number(timestamp - (await stage.anvil.head()).timestamp) / SECONDS_PER_BLOCK) - 1;
  if (blocks > 0) await stage.anvil.mine(blocks, SECONDS_PER_BLOCK);
  await mineUntil(stage, troupe, timestamp);
}

/** Resolves when it is so; the test's own time limit ends the wait otherwise. */
async function waitUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}
