import { expect } from "chai";
import { devAccounts } from "../../services/devnet/devAccounts.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { openStill, type Still } from "./support/openStill.ts";

const COMMON = 10n ** 18n;

describe("commonweights stake", function () {
  this.timeout(60_000);
  let still: Still;
  before(async () => {
    still = await openStill();
  });
  after(() => still.close());

  describe("show", () => {
    it("shows what is staked, and for which seats", async () => {
      const { stdout } = await still.run("stake show oracle-1");
      expectNarrow(stdout);
      expect(stdout).to.match(/^Staked +80,000 COMMON$/m);
      expect(stdout).to.match(/^ {2}model 4 +20,000 COMMON$/m);
      expect(await still.json("stake show oracle-1")).to.deep.include({
        account: devAccounts["oracle-1"],
        active: String(80_000n * COMMON),
        free: "0",
        exits: [],
      });
    });
  });

  describe("seat list", () => {
    it("shows who sits, with which part of the stake, and what a seat takes", async () => {
      const { stdout } = await still.run("stake seat list --model 1");
      expectNarrow(stdout);
      expect(stdout).to.match(/^oracle-1 +20,000 COMMON +33.33%$/m);
      expect(stdout).to.contain("3 of 16 seats are taken; one takes 1,000 COMMON or more.");
    });

    it("knows no model that there is not", async () => {
      expect((await still.run("stake seat list --model 9")).code).to.equal(5);
    });
  });

  describe("when somebody stakes, sits, leaves and takes it out", () => {
    it("says at every step what is free, what is not, and from when", async () => {
      const short = await still.run("stake seat take --model 1 --stake 1000 --account carol --yes");
      expect(short.code).to.equal(8);
      expect(short.stderr).to.contain("commonweights stake add AMOUNT");
      const added = await still.run("stake add 3000 --account carol --yes");
      expect(added.code, added.stderr).to.equal(0);
      expect(added.stderr).to.match(/^To get it back +stake exit, then 14 days of waiting without a vote$/m);
      const power = await still.json<{ stakedVotes: string }>("dao power carol");
      expect(power.stakedVotes).to.equal(String(3000n * COMMON));

      const low = await still.run("stake seat take --model 1 --stake 999 --account carol --yes");
      expect(low.code).to.equal(3);
      expect(low.stderr).to.contain("A seat takes 1,000 COMMON or more, not 999 COMMON.");
      expect(await still.json("stake seat take --model 1 --stake 1000 --account carol --yes")).to.include({
        modelId: "1",
        stake: String(1000n * COMMON),
      });
      const more = await still.run("stake seat take --model 1 --stake 500 --account carol --dry-run");
      expect(more.stderr).to.match(/^In the seat after +1,500 COMMON$/m);

      const tied = await still.run("stake exit 2500 --account carol --yes");
      expect(tied.code).to.equal(8);
      expect(tied.stderr).to.contain("1,000 COMMON back seats; leave one first.");
      expect((await still.run("stake seat leave --model 1 --account carol --yes")).code).to.equal(0);
      const first = await still.json<{ exitId: string }>("stake exit 1000 --account carol --yes");
      const second = await still.json<{ exitId: string }>("stake exit 500 --account carol --yes");
      expect([first.exitId, second.exitId]).to.deep.equal(["1", "2"]);

      const early = await still.run("stake release --account carol --yes");
      expect(early.code).to.equal(3);
      expect(early.stderr.replaceAll("\n", " ")).to.match(/Exit 1, 1,000 COMMON, can be from .* UTC \(in /);
      await still.run("devnet advance 15d");
      const shown = await still.run("stake show carol");
      expect(shown.stdout).to.match(/^ {2}exit 2 +500 COMMON, can be released now$/m);
      expect(shown.stderr).to.contain("commonweights stake release --account carol");
      const released = await still.json<{ amount: string; released: object[] }>("stake release --account carol --yes");
      expect(released.amount).to.equal(String(1500n * COMMON));
      expect(released.released).to.have.length(2);
    });
  });

  describe("when there is nothing to do it with", () => {
    it("says so before anything is sent", async () => {
      const funds = await still.run("stake add 100000000 --account carol --yes");
      expect(funds.code).to.equal(8);
      const nothing = await still.run("stake release --account alice --yes");
      expect(nothing.code).to.equal(3);
      expect(nothing.stderr).to.contain("Nothing is leaving. Queue stake first.");
      expect((await still.run("stake seat leave --model 1 --account alice --yes")).code).to.equal(5);
      expect((await still.run("stake exit 0 --account oracle-1 --yes")).code).to.equal(2);
    });
  });
});
