import { expect } from "chai";
import { type Interface, id, ZeroAddress, ZeroHash } from "ethers";
import type { IndexedContract } from "../../../src/indexing/indexedContracts.ts";
import { projectEvent } from "../../../src/indexing/projectEvent.ts";
import { RewardPool__factory, Staking__factory, TrainingRounds__factory } from "../../../typechain-types/index.ts";
import { createMemoryIndex, type MemoryIndex } from "./createMemoryIndex.ts";

const [SPONSOR, FUNDER, TOKEN] = [1, 2, 3].map((k) => `0x${String(k).repeat(40)}`) as [string, string, string];
const rounds = TrainingRounds__factory.createInterface();
const pool = RewardPool__factory.createInterface();
const staking = Staking__factory.createInterface();
const PHASES = { commit: 1, reveal: 1, opening: 1, scoreCommit: 1, scoreReveal: 1 };
const TASK = {
  ...{ modelId: 1, baseVersion: 1, taskDigest: ZeroHash, slicesCommitment: ZeroHash, token: TOKEN },
  ...{ pot: 100, oracleFee: 10, bond: 0, maxContributors: 5, phases: PHASES },
};

/** Projects events, one after the other, from the position after the last. */
function projector(index: MemoryIndex) {
  let logIndex = 0;
  return async (contract: IndexedContract, abi: Interface, name: string, args: readonly unknown[]): Promise<void> => {
    const { topics, data } = abi.encodeEventLog(name, args);
    const place = { blockNumber: 7, logIndex: logIndex++, transactionHash: ZeroHash, timestamp: 700 };
    await projectEvent(index, { contract, address: TOKEN, topics: topics as string[], data, ...place });
  };
}

/** A round with a pot of 100, a fee of 10, and 40 that somebody else added. */
async function fundedRound(): Promise<{ index: MemoryIndex; project: ReturnType<typeof projector> }> {
  const index = createMemoryIndex();
  const project = projector(index);
  await project("trainingRounds", rounds, "RoundOpened", [1, 1, SPONSOR, TASK]);
  await project("rewardPool", pool, "PotOpened", [1, TOKEN, 100, 0, 10]);
  await project("rewardPool", pool, "PotFunded", [1, TOKEN, FUNDER, 40]);
  return { index, project };
}

describe("projectEvent", () => {
  describe("given a round that failed", () => {
    const cases = [
      { outcome: "refunded", number: 3, funded: 140n, sponsor: 110n },
      { outcome: "sponsorSilent", number: 4, funded: 100n, sponsor: 10n },
      { outcome: "slicesVoid", number: 5, funded: 100n, sponsor: 0n },
    ];
    for (const { outcome, number, funded, sponsor } of cases) {
      it(`gives everybody back what is theirs when its outcome is ${outcome}`, async () => {
        const { index, project } = await fundedRound();
        await project("rewardPool", pool, "PotFailed", [1, number]);
        const [pot] = index.rows("pot");
        expect([pot!.outcome, pot!.funded]).to.deep.equal([outcome, funded]);
        const refundable = index.rows("contribution").map((row) => row.refundable);
        expect(refundable).to.deep.equal([sponsor, 40n]);
        await project("rewardPool", pool, "PotRefunded", [1, FUNDER, 40]);
        expect(index.rows("contribution")[1]).to.deep.include({ refundable: 0n, refunded: 40n });
      });
    }
  });

  describe("given a round that was settled", () => {
    it("counts what is paid in later, in any token, as payments that are never refunded", async () => {
      const { index, project } = await fundedRound();
      await project("rewardPool", pool, "PotSettled", [1, TOKEN, `0x${"00".repeat(24)}`, 900_000_000, 2, 126]);
      await project("rewardPool", pool, "PotFunded", [1, TOKEN, FUNDER, 5]);
      await project("rewardPool", pool, "PotFunded", [1, SPONSOR, FUNDER, 6]);
      const pots = index.rows("pot").map(({ funded, payments, outcome }) => [funded, payments, outcome]);
      expect(pots).to.deep.equal([
        [131n, 2, "settled"],
        [6n, 1, "settled"],
      ]);
      expect(index.rows("contribution").map(({ refundable }) => refundable)).to.deep.equal([100n, 40n]);
    });
  });

  describe("given a claimer that is taken back", () => {
    it("says that there is none", async () => {
      const index = createMemoryIndex();
      await projector(index)("rewardPool", pool, "ClaimerChanged", [FUNDER, ZeroAddress]);
      expect(index.rows("claimer")).to.deep.equal([{ contributor: FUNDER, claimer: null, changedAt: 700 }]);
    });
  });

  describe("given an event that no table keeps", () => {
    it("changes nothing, be it of another contract or of none", async () => {
      const index = createMemoryIndex();
      const project = projector(index);
      await project("rewardPool", staking, "Staked", [FUNDER, 5]);
      await project("staking", staking, "EIP712DomainChanged", []);
      const place = { blockNumber: 7, logIndex: 9, transactionHash: ZeroHash, timestamp: 700 };
      await projectEvent(index, { contract: "staking", address: TOKEN, topics: [id("Odd()")], data: "0x", ...place });
      await projectEvent(index, { contract: "staking", address: TOKEN, topics: [], data: "0x", ...place });
      expect(index.rows("stake")).to.deep.equal([]);
    });
  });

  describe("given an event whose beginning was not indexed", () => {
    it("throws INDEX_ROW_MISSING, naming the row", async () => {
      const project = projector(createMemoryIndex());
      const error = await project("rewardPool", pool, "PotFailed", [8, 3]).catch((thrown: unknown) => thrown);
      expect((error as Error).message).to.contain("The index has no round with id 8.");
    });
  });
});
