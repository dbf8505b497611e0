import { expect } from "chai";
import { MaxUint256 } from "ethers";
import type { Client } from "../../../src/client.ts";
import { exitsOf } from "../../../src/staking/exitsOf.ts";
import { releaseExit } from "../../../src/staking/releaseExit.ts";
import { requestExit } from "../../../src/staking/requestExit.ts";
import { stakeOf } from "../../../src/staking/stakeOf.ts";
import { stakeTokens } from "../../../src/staking/stakeTokens.ts";
import { approveTokens } from "../../../src/token/approveTokens.ts";
import { tokenOf } from "../../../src/token/tokenOf.ts";
import { transferTokens } from "../../../src/token/transferTokens.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { HOLDING, modelWithSeats, STAKES } from "../../support/rounds.ts";

const EXIT_SECONDS = 14n * 86_400n;

/** olga has staked 100 more than backs her seat, and queued 30 and 20 of that. */
async function stakeWithExits() {
  const world = await modelWithSeats();
  const client: Client = { runner: world.olga, addresses: world.addresses };
  await stakeTokens(client, { amount: 100n });
  await requestExit(client, { amount: 30n });
  const firstUnlockedAt = BigInt(await world.networkHelpers.time.latest()) + EXIT_SECONDS;
  await requestExit(client, { amount: 20n });
  return { ...world, client, firstUnlockedAt };
}

describe("stakeOf", () => {
  it("tells apart what backs a seat, what is free and what leaves", async () => {
    const { client, olga } = await loadFixture(stakeWithExits);
    expect(await stakeOf(client, { account: olga.address })).to.deep.equal({
      active: STAKES[0] + 50n,
      allocated: STAKES[0],
      free: 50n,
      exiting: 50n,
    });
  });
});

describe("exitsOf", () => {
  it("lists what waits, and no longer what was released", async () => {
    const { client, olga, firstUnlockedAt, networkHelpers } = await loadFixture(stakeWithExits);
    const account = olga.address;
    const [first, second, ...others] = await exitsOf(client, { account });
    expect(first).to.deep.equal({ exitId: 1n, amount: 30n, unlockedAt: firstUnlockedAt });
    expect(second).to.include({ exitId: 2n, amount: 20n });
    expect(others).to.deep.equal([]);
    await networkHelpers.time.increaseTo(firstUnlockedAt);
    await releaseExit(client, { exitId: 1n });
    expect(await exitsOf(client, { account })).to.deep.equal([second]);
  });

  it("lists nothing for an account that never asked for one", async () => {
    const { client, bob } = await loadFixture(stakeWithExits);
    expect(await exitsOf(client, { account: bob.address })).to.deep.equal([]);
  });
});

describe("tokenOf", () => {
  it("reads how amounts are written, the balance and the allowance", async () => {
    const { client, addresses, bob, alice } = await loadFixture(stakeWithExits);
    const ofBob = { ...client, runner: bob };
    await approveTokens(ofBob, { spender: addresses.licenseMarket, amount: 9n });
    await transferTokens(ofBob, { recipient: alice.address, amount: 7n });
    expect(await tokenOf(client, { account: bob.address, spender: addresses.licenseMarket })).to.deep.equal({
      address: addresses.commonToken,
      symbol: "COMMON",
      decimals: 18,
      balance: HOLDING - 7n,
      allowance: 9n,
    });
  });

  it("reads nothing about an account when none is named", async () => {
    const { client, addresses } = await loadFixture(stakeWithExits);
    const token = await tokenOf(client, { token: addresses.commonToken });
    expect(token).to.include({ symbol: "COMMON", balance: 0n, allowance: 0n });
  });

  it("reads another token than the deployment's own", async () => {
    const { client, ethers, bob } = await loadFixture(stakeWithExits);
    const other = await ethers.deployContract("PaymentToken");
    const token = await other.getAddress();
    await approveTokens({ ...client, runner: bob }, { token, spender: bob.address, amount: MaxUint256 });
    const read = await tokenOf(client, { token, account: bob.address, spender: bob.address });
    expect(read).to.include({ address: token, balance: 0n, allowance: MaxUint256 });
  });
});
