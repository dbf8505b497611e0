import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Interface, id, MaxUint256, ZeroHash } from "ethers";
import { type Index, openIndex } from "../../../src/node/indexing/openIndex.ts";
import {
  LicenseMarket__factory,
  ModelGovernor__factory,
  ScoreBoard__factory,
  TrainingRounds__factory,
} from "../../../typechain-types/index.ts";
import { createEventChain } from "../node/indexing/createEventChain.ts";
import { type EventParts, party, SYNTHETIC_ADDRESSES } from "../node/indexing/syntheticEvents.ts";

const { scoreBoard, modelGovernor, licenseMarket, trainingRounds } = SYNTHETIC_ADDRESSES;
const board = ScoreBoard__factory.createInterface();
const governor = ModelGovernor__factory.createInterface();
const market = LicenseMarket__factory.createInterface();
const rounds = TrainingRounds__factory.createInterface();
const someone = party(7);

function event(address: string, contract: Interface, name: string, args: readonly unknown[]): EventParts {
  return { address, ...contract.encodeEventLog(name, args) };
}

const proposal = (number: bigint) =>
  event(modelGovernor, governor, "ProposalCreated", [number, someone, [], [], [], [], 1, 2, "Promote nothing"]);
const terms = {
  ...{ kind: 0, assetId: 1n, uses: 4, durationSeconds: 0, quota: 0, isTransferable: false, resaleRoyaltyBps: 0 },
  ...{ revenueShareBps: 0, currency: someone, price: 0n, policyDigest: ZeroHash, termsDigest: id("terms") },
};

/** Numbers that contracts take from anybody and pass on as they are. Whoever gives one must not stop everybody's index. */
const given: Readonly<Record<string, readonly EventParts[]>> = {
  "the model of a seat": [event(scoreBoard, board, "SeatTaken", [MaxUint256, someone, 1])],
  "the model of a seat that is left": [
    event(scoreBoard, board, "SeatTaken", [MaxUint256, someone, 1]),
    event(scoreBoard, board, "SeatLeft", [MaxUint256, someone, 1]),
  ],
  "the model of a proposed promotion": [
    proposal(1n),
    event(modelGovernor, governor, "PromotionProposed", [1n, MaxUint256, 1, 2, ZeroHash]),
  ],
  "the model of a proposed rollback": [
    proposal(2n),
    event(modelGovernor, governor, "RollbackProposed", [2n, MaxUint256, 2, 1]),
  ],
  "the round of a license's use": [
    event(licenseMarket, market, "OfferCreated", [1, someone, 1, 0, terms]),
    event(licenseMarket, market, "LicenseBought", [1, 1, someone, someone, 1, 0]),
    event(licenseMarket, market, "LicenseUsed", [1, someone, MaxUint256, 4, 0, ZeroHash]),
  ],
  "the end of a license's user": [
    event(licenseMarket, market, "OfferCreated", [1, someone, 1, 0, terms]),
    event(licenseMarket, market, "LicenseBought", [1, 1, someone, someone, 1, 0]),
    event(licenseMarket, market, "UpdateUser", [1, someone, 2n ** 64n - 1n]),
  ],
  "what a round pays": [
    event(trainingRounds, rounds, "RoundOpened", [
      1,
      1,
      someone,
      {
        ...{ modelId: 1n, baseVersion: 1, taskDigest: id("task"), slicesCommitment: id("slices"), token: someone },
        ...{ pot: 2n ** 96n - 1n, oracleFee: 2n ** 96n - 1n, bond: 2n ** 96n - 1n, maxContributors: 2 ** 24 - 1 },
        phases: {
          ...{ commit: 2 ** 24 - 1, reveal: 2 ** 24 - 1, opening: 2 ** 24 - 1 },
          ...{ scoreCommit: 2 ** 24 - 1, scoreReveal: 2 ** 24 - 1 },
        },
      },
    ]),
  ],
};

/** Lives with an empty index. */
async function withIndex(live: (index: Index) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-index-"));
  const index = await openIndex({
    ...{ folder, chainId: 5, genesis: "0x00", addresses: SYNTHETIC_ADDRESSES, fromBlock: 1 },
  });
  try {
    await live(index);
  } finally {
    index.close();
    await rm(folder, { recursive: true });
  }
}

describe("the index, when somebody gives the largest number there is", () => {
  it("has no row of that number", () =>
    withIndex(async (index) => {
      const chain = createEventChain();
      chain.mine(given["what a round pays"]!);
      await index.append(chain.blocks().slice(1));
      expect(index.row("round", { id: MaxUint256 })).to.equal(undefined);
      expect(index.rows("round", { where: { modelId: MaxUint256 } })).to.deep.equal([]);
      expect(index.rows("round", { where: { modelId: [MaxUint256, 1n, 2n ** 63n] } })).to.have.length(1);
      expect(index.rows("round", { where: { modelId: [2n ** 63n] } })).to.deep.equal([]);
      expect(index.rows("round", { where: { modelId: 2n ** 63n - 1n } })).to.deep.equal([]);
    }));

  for (const [what, events] of Object.entries(given)) {
    it(`keeps ${what}, and undoes it`, () =>
      withIndex(async (index) => {
        const chain = createEventChain();
        chain.mine([]);
        chain.mine(events);
        await index.append(chain.blocks().slice(1));
        const seats = index.rows("seat", { where: { modelId: MaxUint256 } });
        expect(seats).to.have.length(what.includes("seat") ? 1 : 0);
        const proposed = index.rows("proposal", { where: { modelId: MaxUint256 } });
        expect(proposed).to.have.length(what.includes("proposed") ? 1 : 0);
        index.unwindTo(1);
        expect(index.rows("seat")).to.deep.equal([]);
        expect(index.rows("proposal")).to.deep.equal([]);
      }));
  }
});
