import { expect } from "chai";
import { ZeroAddress } from "ethers";
import type { Client } from "../../../src/client.ts";
import { claimableOf } from "../../../src/rewards/claimableOf.ts";
import { claimerOf } from "../../../src/rewards/claimerOf.ts";
import { claimRewards } from "../../../src/rewards/claimRewards.ts";
import { contributionOf } from "../../../src/rewards/contributionOf.ts";
import { fundRound } from "../../../src/rewards/fundRound.ts";
import { potOf } from "../../../src/rewards/potOf.ts";
import { reserveOf } from "../../../src/rewards/reserveOf.ts";
import { revenueOf } from "../../../src/rewards/revenueOf.ts";
import { setClaimer } from "../../../src/rewards/setClaimer.ts";
import { sharesOf } from "../../../src/scoring/sharesOf.ts";
import { roundOf } from "../../../src/training/roundOf.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import {
  BOND,
  failedRoundOfSilentSponsor,
  POT,
  REVENUE_SHARE_BPS,
  roundInCommit,
  settledRound,
  TOTAL_SCORE,
} from "../../support/rounds.ts";

const EARNED = (POT * TOTAL_SCORE) / 1_000_000_000n;

async function settled() {
  const world = await settledRound();
  const { addresses, dave } = world;
  return { ...world, client: { runner: dave, addresses } satisfies Client, token: addresses.commonToken };
}

describe("potOf", () => {
  it("reads what is at risk before settlement, and who put it there", async () => {
    const { addresses, sam, erin } = await loadFixture(roundInCommit);
    const client = { runner: erin, addresses };
    const token = addresses.commonToken;
    await fundRound(client, { roundId: 1n, token, amount: 5n });
    expect(await potOf(client, { roundId: 1n, token })).to.deep.equal({ funded: POT + 5n, payments: 0, totalScore: 0 });
    expect(await contributionOf(client, { roundId: 1n, funder: erin.address })).to.equal(5n);
    expect(await contributionOf(client, { roundId: 1n, funder: sam.address })).to.equal(POT);
  });

  it("reads what shares divide after it; the rest is in the model's reserve", async () => {
    const { client, token } = await loadFixture(settled);
    const pot = await potOf(client, { roundId: 1n, token });
    expect(pot).to.deep.equal({ funded: EARNED, payments: 1, totalScore: Number(TOTAL_SCORE) });
    expect(await reserveOf(client, { modelId: 1n, token })).to.equal(POT - EARNED);
  });
});

describe("claimableOf", () => {
  it("reads what shares would bring, which is what a claim brings", async () => {
    const { client, token, dave } = await loadFixture(settled);
    const all = await sharesOf(client, { roundId: 1n });
    const share = all.find(({ contributor }) => contributor === dave.address)!;
    const { total, amounts } = await claimableOf(client, { token, shares: [share] });
    expect(amounts).to.deep.equal([{ roundId: 1n, amount: total }]);
    expect(await claimRewards(client, { contributor: dave.address, token, shares: [share] })).to.equal(total);
    expect((await claimableOf(client, { token, shares: [share] })).total).to.equal(0n);
    expect(await revenueOf(client, { datasetId: 1n, token })).to.equal((total * REVENUE_SHARE_BPS) / 10_000n);
  });
});

describe("claimerOf", () => {
  it("reads who may claim in somebody's place", async () => {
    const { client, dave, erin } = await loadFixture(settled);
    expect(await claimerOf(client, { contributor: dave.address })).to.equal(undefined);
    await setClaimer(client, { claimer: erin.address });
    expect(await claimerOf(client, { contributor: dave.address })).to.equal(erin.address);
    await setClaimer(client, { claimer: ZeroAddress });
    expect(await claimerOf(client, { contributor: dave.address })).to.equal(undefined);
  });
});

describe("roundOf", () => {
  it("reads a settled round", async () => {
    const { client, sam, token } = await loadFixture(settled);
    const round = await roundOf(client, { roundId: 1n });
    expect(round).to.include({
      phase: "Settled",
      failure: undefined,
      modelId: 1n,
      baseVersion: 1,
      commits: 3,
      reveals: 3,
    });
    expect(round).to.include({ sponsor: sam.address, token, bond: BOND, isSettled: true, isContested: false });
  });

  it("reads why a round failed", async () => {
    const { addresses, erin } = await loadFixture(failedRoundOfSilentSponsor);
    const round = await roundOf({ runner: erin, addresses }, { roundId: 1n });
    expect(round).to.include({ phase: "Failed", failure: "SponsorSilent", isOpened: false, isClosed: false });
  });
});
