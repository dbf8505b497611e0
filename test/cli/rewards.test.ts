import { join } from "node:path";
import { expect } from "chai";
import { parseUnits } from "ethers";
import { devAccounts } from "../../services/devnet/devAccounts.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { openStill, type Still } from "./support/openStill.ts";
import { unwrapped } from "./support/unwrapped.ts";

type Earning = { token: string; funded: string; earned: string; claimed: string; claimable: string };
type Listed = {
  contributor: string;
  claimer: string | null;
  rewards: { roundId: string; phase: string; score: number; totalScore: number; earnings: Earning[] }[];
  totals: Earning[];
};
type Explained = {
  score: number;
  totalScore: number;
  oracles: { score: number }[];
  explained?: { revealed: { consensus: number; measured: { score: number } } };
};

describe("commonweights rewards", function () {
  this.timeout(60_000);
  let still: Still;
  let store: string;
  const listOf = (who: string) => still.json<Listed>(`rewards list ${who}`);
  before(async () => {
    still = await openStill();
    store = join(still.devnet.folder, "store");
  });
  after(() => still?.close());

  describe("given rewards that nobody claimed", () => {
    it("lists them by round and token, and their total", async () => {
      const listed = await listOf("contributor-1");
      expect(listed.rewards.map(({ roundId }) => roundId)).to.deep.equal(["3", "2", "1"]);
      for (const { score, totalScore, earnings } of listed.rewards) {
        const [{ funded, claimable, claimed }] = earnings as [Earning];
        expect(BigInt(claimable)).to.equal((BigInt(funded) * BigInt(score)) / BigInt(totalScore));
        expect(claimed).to.equal("0");
      }
      const sum = listed.rewards.reduce((all, { earnings }) => all + BigInt(earnings[0]!.claimable), 0n);
      expect(listed.totals).to.have.length(1);
      expect(listed.totals[0]).to.include({ claimable: String(sum), claimed: "0" });
    });

    it("fits a terminal, and names the next commands", async () => {
      const { stdout, stderr } = await still.run("rewards list contributor-1");
      expect(stdout).to.contain("Total").and.to.contain("COMMON");
      expectNarrow(stdout);
      expect(unwrapped(stderr)).to.contain("commonweights rewards claim --account contributor-1");
    });

    it("says that an account has no part in any round", async () => {
      const { code, stdout } = await still.run("rewards list bob");
      expect(code).to.equal(0);
      expect(stdout).to.contain("It committed no update to any round.");
    });

    it("says that no revenue was set aside, and why", async () => {
      expect((await still.run("rewards revenue contributor-1")).stdout).to.contain("No reward was claimed yet");
      expect((await still.run("rewards revenue bob")).stdout).to.contain("This account owns no dataset.");
      const { code, stderr } = await still.run("rewards withdraw-revenue 2 --account contributor-1 --yes");
      expect(code).to.equal(3);
      expect(unwrapped(stderr))
        .to.contain("nothing was set aside yet")
        .and.to.contain("those of rounds 1, 2, 3 share with it");
    });
  });

  describe("explain", () => {
    it("tells the score, its share, and what each oracle said", async () => {
      const { score, totalScore, oracles } = await still.json<Explained>("rewards explain 1 --account contributor-1");
      expect(score).to.be.above(0).and.below(totalScore);
      expect(oracles.map((oracle) => oracle.score)).to.deep.equal([score, score, score]);
      const { stdout } = await still.run("rewards explain 1 --account contributor-1");
      expect(stdout).to.contain("3 of 3 say what was settled");
      expectNarrow(stdout);
    });

    it("scores the round again when its files can be reached", async () => {
      const line = `rewards explain 2 --contributor contributor-2 --store ${store}`;
      const { score, explained } = await still.json<Explained>(line);
      expect(explained!.revealed.measured.score).to.equal(score);
      expect(explained!.revealed.consensus).to.equal(score);
      const { stdout } = await still.run(line);
      expect(stdout).to.contain("Step by step").and.to.contain("it helped the model");
      expect(stdout).to.contain("5 % go to the owner of dataset 2");
    });

    it("ends with 5 when the files are not in the store", async () => {
      const { code } = await still.run(`rewards explain 2 --contributor contributor-2 --store ${still.home}`);
      expect(code).to.equal(5);
    });

    it("names who took part when somebody did not", async () => {
      const { code, stderr } = await still.run("rewards explain 1 --account bob");
      expect(code).to.equal(5);
      expect(unwrapped(stderr)).to.contain("(bob) did not commit to round 1.").and.to.contain("round updates 1");
    });

    it("says when a round is not settled, and until when it is in its phase", async () => {
      const { code, stderr } = await still.run("rewards explain 4 --account contributor-1");
      expect(code).to.equal(3);
      expect(unwrapped(stderr)).to.match(/Round 4 is in Commit until \d{4}-\d\d-\d\d \d\d:\d\d UTC \(in /);
      expect((await still.run("rewards explain 99 --account bob")).code).to.equal(5);
    });
  });

  describe("claim", () => {
    it("shows the call and who is paid, without a key", async () => {
      const { code, stderr } = await still.run("rewards claim --account contributor-2 --dry-run");
      expect(code, stderr).to.equal(0);
      expect(unwrapped(stderr)).to.contain("RewardPool.claim").and.to.contain("COMMON of rounds 1, 2, 3");
      expect(unwrapped(stderr)).to.contain("5 % to the owner of dataset 2");
      const { stdout } = await still.run("rewards claim --account contributor-2 --round 1 --calldata --json");
      expect(JSON.parse(stdout).calls).to.have.length(1);
    });

    it("claims many rounds in one transaction", async () => {
      const before = await listOf("contributor-1");
      const line = "rewards claim --account contributor-1 --round 1 --round 2 --yes --wait --json";
      const { code, stdout, stderr } = await still.run(line);
      expect(code, stderr).to.equal(0);
      const { claims, transactions, recipient } = JSON.parse(stdout);
      expect(transactions).to.have.length(1);
      expect(recipient).to.equal(devAccounts["contributor-1"]);
      const [, second, first] = before.rewards;
      expect(claims).to.deep.equal([
        {
          token: first!.earnings[0]!.token,
          amount: String(BigInt(first!.earnings[0]!.claimable) + BigInt(second!.earnings[0]!.claimable)),
          roundIds: ["1", "2"],
        },
      ]);
      const after = await listOf("contributor-1");
      expect(after.totals[0]!.claimed).to.equal(claims[0].amount);
      expect(after.totals[0]!.earned).to.equal(before.totals[0]!.earned);
    });

    it("says that everything was claimed before", async () => {
      const { code, stderr } = await still.run("rewards claim --account contributor-1 --round 1 --yes");
      expect(code).to.equal(3);
      expect(unwrapped(stderr)).to.contain("Round 1: everything was claimed before.").and.to.contain("rewards list");
      const json = await still.run("rewards claim --account contributor-1 --round 1 --yes --json");
      expect(JSON.parse(json.stderr).error).to.include({ code: "NOTHING_TO_CLAIM", next: "rewards list" });
      expect(json.stdout).to.equal("");
    });

    it("says that an account never took part", async () => {
      const { code, stderr } = await still.run("rewards claim --account bob --yes");
      expect(code).to.equal(3);
      expect(unwrapped(stderr))
        .to.contain("(bob) committed no update to any round")
        .and.to.contain("round list --phase Commit");
    });

    it("knows no round that is not there", async () => {
      expect((await still.run("rewards claim --round 99 --account contributor-1 --yes")).code).to.equal(5);
    });

    it("shares again what is paid in after settlement", async () => {
      const fund = await still.run("rewards fund 1 10 --account bob --yes --json");
      expect(fund.code, fund.stderr).to.equal(0);
      expect(JSON.parse(fund.stdout)).to.include({ amount: String(parseUnits("10", 18)) });
      expect(JSON.parse(fund.stdout).transactions).to.have.length(2);
      const { code, stdout } = await still.run("rewards claim --account contributor-1 --round 1 --yes --json");
      expect(code).to.equal(0);
      expect(BigInt(JSON.parse(stdout).claims[0].amount) > parseUnits("5", 18)).to.equal(true);
    });

    it("says what an account lacks to pay in", async () => {
      const { code, stderr } = await still.run("rewards fund 1 1000000 --account bob --yes");
      expect(code).to.equal(8);
      expect(unwrapped(stderr)).to.contain("account show");
    });
  });

  describe("set-claimer", () => {
    it("lets another claim and receive in one's place, until it is nobody", async () => {
      expect((await still.run("rewards set-claimer bob --account contributor-1 --yes")).code).to.equal(0);
      expect((await listOf("contributor-1")).claimer).to.equal(devAccounts.bob);
      const line = "rewards claim --contributor contributor-1 --account bob --yes --json";
      const { code, stdout, stderr } = await still.run(line);
      expect(code, stderr).to.equal(0);
      expect(JSON.parse(stdout).recipient).to.equal(devAccounts.bob);
      const none = await still.run("rewards set-claimer none --account contributor-1 --yes --json");
      expect(JSON.parse(none.stdout).claimer).to.equal(null);
      expect((await listOf("contributor-1")).claimer).to.equal(null);
    });
  });

  describe("given a contributor that trained under a license with a revenue share", () => {
    it("pays the dataset's part to its owner", async () => {
      const claimed = await still.run("rewards claim --account contributor-2 --yes --json");
      const [{ amount }] = JSON.parse(claimed.stdout).claims;
      const { revenue } = await still.json<{ revenue: { datasetId: string; waiting: string }[] }>(
        "rewards revenue contributor-1",
      );
      const [{ datasetId, waiting }] = revenue as [{ datasetId: string; waiting: string }];
      expect(datasetId).to.equal("2");
      // Rounded down in each of the three rounds.
      expect(Number((BigInt(amount) * 5n) / 100n - BigInt(waiting))).to.be.within(0, 3);
      const { code, stdout } = await still.run("rewards withdraw-revenue 2 --account carol --yes --json");
      expect(code).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.include({ owner: devAccounts["contributor-1"] });
      expect(JSON.parse(stdout).paid[0].amount).to.equal(waiting);
      const again = await still.run("rewards withdraw-revenue 2 --account carol --yes");
      expect(again.code).to.equal(3);
      expect(unwrapped(again.stderr)).to.contain("everything was withdrawn before");
    });

    it("knows no dataset that is not there", async () => {
      expect((await still.run("rewards withdraw-revenue 99 --account carol --yes")).code).to.equal(5);
    });
  });
});
