import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { id, parseEther, toBeHex, toQuantity } from "ethers";
import { Registry } from "prom-client";
import type { Role, RoleTools, Turn } from "../../../services/daemon/Role.ts";
import { startDaemon } from "../../../services/daemon/startDaemon.ts";
import { type BaseConfig, baseConfigSchema } from "../../../services/operation/baseConfigSchema.ts";
import { createMetrics } from "../../../services/operation/createMetrics.ts";
import type { RunningService } from "../../../services/operation/RunningService.ts";
import type { RpcAnswer, RpcCall } from "../../../src/chain/Endpoint.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import type { RoundRecord } from "../../../src/training/RoundRecord.ts";
import { TrainingRounds__factory } from "../../../typechain-types/index.ts";
import { plainSigner } from "../../src/chain/createAccountStage.ts";
import { createModelChain, type ModelNode } from "../../src/chain/createModelChain.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";
import { exampleAddresses, exampleConfig } from "../operation/exampleConfig.ts";
import { quietLogger } from "./quietLogger.ts";
import { serveEndpoint } from "./serveEndpoint.ts";

const CHAIN_ID = 31_337;
const MODEL = 7n;
const FINALITY_DEPTH = 6;
const POLL_MILLISECONDS = 1;
const interfaceOfRounds = TrainingRounds__factory.createInterface();

/** The event that opens a round of the model, which stays in Commit for a day. */
function opening(roundId: bigint) {
  const phases = { commit: 86_400, reveal: 3_600, opening: 3_600, scoreCommit: 3_600, scoreReveal: 3_600 };
  const task = {
    modelId: MODEL,
    baseVersion: 1,
    taskDigest: id("task"),
    slicesCommitment: id("slices"),
    token: exampleAddresses.commonToken,
    pot: 1n,
    oracleFee: 1n,
    bond: 0n,
    maxContributors: 10,
    phases,
  };
  const { data, topics } = interfaceOfRounds.encodeEventLog("RoundOpened", [roundId, MODEL, toBeHex(5, 20), task]);
  return { address: exampleAddresses.trainingRounds!, topics, data };
}

/** What a test may change about the chain's nodes and the service's surroundings. */
type Surroundings = {
  chainId: number;
  balanceWei: bigint;
  /** Seconds that this machine's clock is ahead of the newest block. */
  skewSeconds: number;
  readonly sent: string[];
};

/** A chain with three nodes, on which services can be started, and which stops them in the end. */
async function onStage(live: (stage: Awaited<ReturnType<typeof createStage>>) => Promise<void>): Promise<void> {
  const stage = await createStage();
  try {
    await live(stage);
  } finally {
    await stage.stop();
  }
}

async function createStage() {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-daemon-"));
  const chain = createModelChain(createRandom(1));
  chain.extend(3);
  const surroundings: Surroundings = { chainId: CHAIN_ID, balanceWei: parseEther("10"), skewSeconds: 0, sent: [] };
  const nodes = ["one", "two", "three"].map((name) => chain.addNode(name));
  const servers = await Promise.all(nodes.map(({ endpoint }) => serveEndpoint(endpoint)));
  const services: RunningService[] = [];

  const sync = (fault?: ModelNode["lie"]) => {
    for (const node of nodes) {
      node.view = chain.blocks();
      node.lie = (call, right) => fault?.(call, right) ?? answerFor(call);
    }
  };
  /** What the chain in memory does not answer itself. */
  function answerFor({ method, params }: RpcCall): RpcAnswer | undefined {
    switch (method) {
      case "eth_chainId":
        return { result: toQuantity(surroundings.chainId) };
      case "eth_getCode":
        return { result: "0x60" };
      case "eth_getTransactionCount":
        return { result: "0x0" };
      case "eth_getBalance":
        return { result: toQuantity(surroundings.balanceWei) };
      case "eth_maxPriorityFeePerGas":
        return { result: "0x1" };
      case "eth_estimateGas":
        return { result: "0x5208" };
      case "eth_sendRawTransaction":
        surroundings.sent.push(params[0] as string);
        return { result: id("sent") };
      default:
        return undefined;
    }
  }
  sync();

  function configWith(change: Readonly<Record<string, unknown>> = {}): BaseConfig {
    const chainConfig = {
      ...exampleConfig.chain,
      endpoints: servers.map(({ url }) => url),
      fromBlock: 0,
      finalityDepth: FINALITY_DEPTH,
      confirmations: 1,
      maxClockSkewSeconds: 60,
    };
    const parsed = baseConfigSchema.parse({
      ...exampleConfig,
      chain: chainConfig,
      stateFolder: join(folder, "state"),
      lockFolder: join(folder, "locks"),
      ...change,
    });
    return { ...parsed, chain: { ...parsed.chain, pollMilliseconds: POLL_MILLISECONDS } };
  }

  /** A service with a role that does as told, and what it was asked. */
  async function start({ play, keep, change }: StartOptions = {}) {
    const played: { readonly round: RoundRecord; readonly turn: Turn }[] = [];
    const kept: Turn[] = [];
    const steps: string[] = [];
    const logger = quietLogger();
    let tools: RoleTools | undefined;
    const role: Role = {
      modelIds: [MODEL],
      async keep(at) {
        kept.push(at);
        return (await keep?.(at)) ?? true;
      },
      async play(at, round) {
        played.push({ round, turn: at });
        return play?.(at, round);
      },
      close: async () => void steps.push("role closed"),
    };
    const service = await startDaemon({
      config: configWith(change),
      context: {
        logger,
        metrics: createMetrics(new Registry()),
        signal: new AbortController().signal,
        configFolder: folder,
      },
      signer: plainSigner,
      storage: createMemoryStore(),
      async createRole(given) {
        tools = given;
        return role;
      },
      onStep: (step) => steps.push(step),
      now: () => 1_000 * (chain.blocks().at(-1)!.timestamp + surroundings.skewSeconds),
    });
    services.push(service);
    const alarm = (code: string) => service.status().alarms.find((one) => one.code === code);
    return { service, played, kept, steps, logger, alarm, tools: () => tools };
  }

  return {
    chain,
    folder,
    nodes,
    surroundings,
    start,
    /** Shows the chain as it is to all nodes. */
    sync,
    async stop() {
      await Promise.all(services.map((service) => service.stop()));
      await Promise.all(servers.map((server) => server.close()));
      await rm(folder, { recursive: true });
    },
  };
}

type StartOptions = {
  readonly play?: Role["play"];
  readonly keep?: Role["keep"];
  readonly change?: Readonly<Record<string, unknown>>;
};

/** Waits until it is so; the test's own time limit is the bound. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(1);
}

/** Lets a service turn a few times. */
async function turns({ steps }: { readonly steps: readonly string[] }, count = 3): Promise<void> {
  const turned = () => steps.filter((step) => step === "turned").length;
  const before = turned();
  await until(() => turned() >= before + count);
}

const roundsOf = (played: readonly { readonly round: RoundRecord }[]) => played.map(({ round }) => round.roundId);

describe("startDaemon", () => {
  describe("when the chain grows", () => {
    it("lets the role play every round of its models once on each head", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n), opening(2n)] });
        sync();
        const service = await start();
        await turns(service);
        expect(roundsOf(service.played)).to.deep.equal([1n, 2n]);
        expect(service.played[0]!.turn).to.include({ now: chain.blocks().at(-1)!.timestamp, mayBegin: true });
        expect(service.service.status()).to.deep.include({
          rounds: { Commit: 2 },
          alarms: [],
          lagBlocks: 0,
          agreeing: 3,
          endpoints: 3,
          isHalted: false,
          isPassive: false,
        });
        chain.extend(2);
        sync();
        await turns(service);
        expect(roundsOf(service.played)).to.deep.equal([1n, 2n, 1n, 2n]);
        expect(service.service.status().head?.hash).to.equal(chain.blocks().at(-1)!.hash);
      }));

    it("lets a round sleep until its time, or until something happens in it", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n), opening(2n)] });
        sync();
        const wakeAt = chain.blocks().at(-1)!.timestamp + 24;
        const service = await start({
          play: async (_turn, { roundId }) => (roundId === 1n ? wakeAt : Number.MAX_SAFE_INTEGER),
        });
        await turns(service);
        for (let k = 0; k < 2; k++) {
          chain.extend(1);
          sync();
          await turns(service);
        }
        expect(roundsOf(service.played)).to.deep.equal([1n, 2n, 1n]);
        chain.extend(1, { events: [{ ...opening(2n), topics: [id("Something"), toBeHex(2, 32)] }] });
        sync();
        await turns(service);
        expect(roundsOf(service.played).slice(3)).to.include(2n);
      }));

    it("plays again on the same head when a job has found something out", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n)] });
        sync();
        const service = await start();
        await turns(service);
        service.tools()!.jobs.start(`judge/${service.played[0]!.round.key}`, async () => {
          await turn();
        });
        await until(() => service.played.length === 2);
        expect(service.played[1]!.turn.now).to.equal(service.played[0]!.turn.now);
      }));
  });

  describe("when a round goes wrong", () => {
    it("plays the others all the same, raises ROUND, and clears it when it goes well", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n), opening(2n)] });
        sync();
        let isBroken = true;
        const service = await start({
          async play(_turn, { roundId }) {
            if (isBroken && roundId === 1n) throw new BaseError("ACT_FAILED", "failed three times");
            return undefined;
          },
        });
        await turns(service);
        expect(roundsOf(service.played)).to.deep.equal([1n, 2n]);
        expect(service.alarm("ROUND")?.message).to.contain("failed three times");
        isBroken = false;
        chain.extend(1);
        sync();
        await turns(service);
        expect(service.alarm("ROUND")).to.equal(undefined);
      }));
  });

  describe("when what must hold for all rounds goes wrong", () => {
    it("plays the rounds all the same, raises KEEP, and looks again on the next head", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n)] });
        sync();
        let isBroken = true;
        const service = await start({
          async keep() {
            if (isBroken) throw new BaseError("ODD", "no seat");
            return true;
          },
        });
        await turns(service);
        expect(roundsOf(service.played)).to.deep.equal([1n]);
        expect(service.alarm("KEEP")?.message).to.contain("no seat");
        isBroken = false;
        for (let k = 0; k < 3; k++) {
          chain.extend(1);
          sync();
          await turns(service);
        }
        expect(service.alarm("KEEP")).to.equal(undefined);
        expect(service.kept).to.have.length(2);
      }));
  });

  describe("when an act is wanted", () => {
    it("signs it once, sends it, and counts it", () =>
      onStage(async ({ chain, sync, start, surroundings }) => {
        chain.extend(1, { events: [opening(1n)] });
        sync();
        const service = await start({
          async play({ ensure }) {
            await ensure({ key: "act", to: toBeHex(9, 20), data: "0x01", validUntil: Number.MAX_SAFE_INTEGER });
            return undefined;
          },
        });
        await turns(service);
        chain.extend(1);
        sync();
        await turns(service);
        expect(new Set(surroundings.sent).size).to.equal(1);
        expect(service.played).to.have.length(2);
        expect(service.service.status()).to.include({ pendingTransactions: 1, nonce: 0 });
        expect(service.service.status().counters.sent).to.equal(1);
      }));
  });

  describe("given nodes on another chain", () => {
    it("raises CHAIN and plays nothing, until they are on the right one", () =>
      onStage(async ({ chain, sync, start, surroundings }) => {
        chain.extend(1, { events: [opening(1n)] });
        sync();
        surroundings.chainId = 5;
        const service = await start();
        await until(() => service.alarm("CHAIN") !== undefined);
        expect(service.alarm("CHAIN")?.message).to.contain("chain 5");
        expect(service.service.status().head).to.equal(undefined);
        surroundings.chainId = CHAIN_ID;
        await until(() => service.played.length === 1);
        expect(service.alarm("CHAIN")).to.equal(undefined);
        // Also when they change later.
        surroundings.chainId = 6;
        chain.extend(1);
        sync();
        await until(() => service.alarm("CHAIN") !== undefined);
        expect(service.played).to.have.length(1);
      }));
  });

  describe("given a newest block far from this machine's clock", () => {
    for (const [skewSeconds, word] of [
      [61, "behind"],
      [-61, "ahead of"],
    ] as const) {
      it(`raises CLOCK, says that it is ${word} it, and plays nothing until that is over`, () =>
        onStage(async ({ chain, sync, start, surroundings }) => {
          chain.extend(1, { events: [opening(1n)] });
          sync();
          surroundings.skewSeconds = skewSeconds;
          const service = await start();
          await turns(service);
          expect(service.alarm("CLOCK")?.message).to.contain(word);
          expect(service.played).to.deep.equal([]);
          surroundings.skewSeconds = Math.sign(skewSeconds) * 60;
          await turns(service);
          expect(service.alarm("CLOCK")).to.equal(undefined);
          expect(service.played).to.have.length(1);
        }));
    }
  });

  describe("given little money for gas", () => {
    it("raises FUNDS and begins nothing, until there is more", () =>
      onStage(async ({ chain, sync, start, surroundings }) => {
        chain.extend(1, { events: [opening(1n)] });
        sync();
        surroundings.balanceWei = 1_000n;
        const service = await start();
        await turns(service);
        expect(service.alarm("FUNDS")?.message)
          .to.contain("0.000000000000001 ether")
          .and.to.contain(plainSigner.address);
        expect(service.played[0]!.turn.mayBegin).to.equal(false);
        surroundings.balanceWei = parseEther("10");
        chain.extend(1);
        sync();
        await turns(service);
        expect(service.alarm("FUNDS")).to.equal(undefined);
        expect(service.played[1]!.turn.mayBegin).to.equal(true);
      }));
  });

  describe("given nodes that do not agree", () => {
    it("raises QUORUM and does nothing, until they do", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n)] });
        let asked = 0;
        sync(({ method }) => (method === "eth_getBalance" ? { result: toQuantity(++asked) } : undefined));
        const service = await start();
        await until(() => service.alarm("QUORUM") !== undefined);
        expect(service.alarm("QUORUM")?.message).to.contain("eth_getBalance");
        expect(service.played).to.deep.equal([]);
        sync();
        await until(() => service.played.length === 1);
        await turns(service);
        expect(service.alarm("QUORUM")).to.equal(undefined);
      }));
  });

  describe("when the chain is reorganised", () => {
    it("plays on the new head, and counts the blocks that went", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n)] });
        chain.extend(3);
        sync();
        const service = await start();
        await turns(service);
        chain.reorg(2, 3);
        sync();
        await turns(service);
        expect(service.played).to.have.length(2);
        expect(service.service.status()).to.deep.include({ deepestReorg: 2 });
        expect(service.service.status().counters.reorgs).to.equal(1);
      }));

    it("forgets a round whose opening went", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n)] });
        sync();
        const service = await start();
        await turns(service);
        chain.reorg(1, 2);
        sync();
        await turns(service);
        expect(service.played).to.have.length(1);
        expect(service.service.status().rounds).to.deep.equal({});
      }));

    it("halts with REORG when a block went that was final", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(20);
        sync();
        const service = await start();
        await turns(service);
        chain.reorg(FINALITY_DEPTH + 2, FINALITY_DEPTH + 4);
        sync();
        expect(await service.service.done).to.equal("halted");
        expect(service.service.status().isHalted).to.equal(true);
        expect(service.alarm("REORG")?.message).to.contain(`${FINALITY_DEPTH} blocks`);
        expect(service.steps).to.include("role closed");
      }));
  });

  describe("when another process acts with the key", () => {
    it("waits, raises PASSIVE and asks its role nothing, also with a state of its own", () =>
      onStage(async ({ chain, folder, sync, start }) => {
        chain.extend(1, { events: [opening(1n)] });
        sync();
        const first = await start();
        await turns(first);
        const second = await start({ change: { stateFolder: join(folder, "another state") } });
        await until(() => second.service.status().isPassive);
        expect(second.alarm("PASSIVE")?.message).to.contain(plainSigner.address);
        expect(second.tools()).to.equal(undefined);
        await second.service.stop();
        expect(await second.service.done).to.equal("stopped");
      }));
  });

  describe("when it is stopped and started again", () => {
    it("ends well, and goes on where it was", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n)] });
        sync();
        const first = await start({ play: async () => Number.MAX_SAFE_INTEGER });
        await turns(first);
        await first.service.stop();
        expect(await first.service.done).to.equal("stopped");
        expect(first.steps).to.include("role closed");
        const second = await start();
        await turns(second);
        expect(second.played).to.deep.equal([]);
        expect(second.service.status().head?.hash).to.equal(chain.blocks().at(-1)!.hash);
      }));

    it("looks at every round again when the configuration is another", () =>
      onStage(async ({ chain, sync, start }) => {
        chain.extend(1, { events: [opening(1n)] });
        sync();
        const first = await start({ play: async () => Number.MAX_SAFE_INTEGER });
        await turns(first);
        await first.service.stop();
        const fees = { ...exampleConfig.fees, maxFeePerGasGwei: 31 };
        const second = await start({ change: { fees } });
        await turns(second);
        expect(roundsOf(second.played)).to.deep.equal([1n]);
      }));
  });
});
