import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { devAccounts } from "../../services/devnet/devAccounts.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { openStill, type Still } from "./support/openStill.ts";

const VOTES = 2_500_000n * 10n ** 18n;

describe("commonweights dao", function () {
  this.timeout(60_000);
  let still: Still;
  before(async () => {
    still = await openStill();
  });
  after(() => still.close());

  describe("power", () => {
    it("says why tokens without a delegate do not vote, and what to do", async () => {
      const { stdout, stderr } = await still.run("dao power carol");
      expectNarrow(stdout);
      expect(stdout).to.match(/^Votes +0 COMMON$/m);
      expect(stdout).to.contain("Its 2,500,000 COMMON do not vote: they have no delegate.");
      expect(stdout).to.match(/^Proposing +takes 10,000 COMMON: 10,000 COMMON are missing$/m);
      expect(stdout).to.match(/^Quorum +4,000,000 COMMON for or abstaining, 4% of the supply$/m);
      expect(stderr).to.contain("commonweights dao delegate --account carol");
    });

    it("adds up tokens and stake", async () => {
      const oracle = await still.json<Record<string, unknown>>("dao power oracle-1");
      expect(oracle).to.include({ tokenVotes: "0", stakedVotes: String(80_000n * 10n ** 18n), canPropose: true });
      expect(oracle.received).to.deep.equal([]);
    });

    it("looks at the past, before tokens had a delegate and after", async () => {
      const { createdAt } = await proposalOne();
      const then = await still.json<Record<string, string>>(`dao power member-1 --at ${createdAt}`);
      expect(then).to.include({ total: String(VOTES), at: createdAt });
      const before = await still.json<Record<string, unknown>>(`dao power member-1 --at ${createdAt - 86_400}`);
      expect(before).to.include({ total: "0" });
      expect(before.tokens).to.deep.include({ amount: "0" });
    });

    it("refuses a time that has not passed", async () => {
      const { code, stderr } = await still.run("dao power member-1 --at 2100-01-01");
      expect(code).to.equal(2);
      expect(flat(stderr)).to.contain("--at: it must be before the newest block");
    });
  });

  describe("parameters", () => {
    it("shows delays, threshold and quorum", async () => {
      const { stdout } = await still.run("dao parameters");
      expectNarrow(stdout);
      expect(stdout).to.match(/^In all +8 days at least, from proposing to executing$/m);
      expect(await still.json("dao parameters")).to.include({ quorumPercent: 4 });
    });
  });

  describe("proposal list", () => {
    it("shows what is to come, newest first", async () => {
      const { stdout } = await still.run("dao proposal list");
      expectNarrow(stdout);
      expect(stdout).to.match(/^2 {2}Promote version 2 of model 2 +active +ends in 3 days|4 days/m);
      expect(stdout).to.match(/^1 {2}Promote version 2 of model 1 +executed +\d+ days/m);
    });

    it("names proposals by number and by identifier", async () => {
      const [second] = await still.json<{ id: string; number: number }[]>("dao proposal list --limit 1");
      expect(second?.number).to.equal(2);
      const byId = await still.json<{ number: number }>(`dao proposal show ${second?.id}`);
      expect(byId.number).to.equal(2);
    });

    it("knows no other", async () => {
      const { code, stderr } = await still.run("dao proposal show 99");
      expect(code).to.equal(5);
      expect(stderr).to.contain("There is no proposal 99.\nSee commonweights dao proposal list.");
    });
  });

  describe("proposal show", () => {
    it("says in words what it would do, what changes, how the vote stands and when what comes", async () => {
      const { stdout } = await still.run("dao proposal show 2 --account carol");
      expectNarrow(stdout);
      expect(stdout).to.contain("  1. Promote version 2 of model 2 in place of version 1\n");
      expect(stdout).to.contain("If it were carried out now, it would succeed.\n");
      expect(stdout).to.match(/^Made by +its owner +round 3$/m);
      expect(stdout).to.contain("Version 2 was trained on the datasets 1, 2, each with the right to.");
      expect(stdout).to.match(/^ {2}Voting ends +\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC \(in /m);
      expect(flat(stdout)).to.contain(
        "(carol) has 0 COMMON of votes in it, from when voting started. " +
          "Its 2,500,000 COMMON did not vote: they had no delegate.",
      );
    });

    it("shows what the evaluation report says, when it can be had", async () => {
      const store = join(still.devnet.folder, "store");
      const { stdout } = await still.run(`dao proposal show 2 --store ${store}`);
      expectNarrow(stdout);
      expect(stdout).to.match(/^Loss +\d\.\d{4} → \d\.\d{4} \((more than|may be) chance\)$/m);
      expect(stdout).to.match(/^Accuracy +\d\.\d{4} → \d\.\d{4} /m);
      const { report } = await still.json<{ report: { subject: object } }>(`dao proposal show 2 --store ${store}`);
      expect(report.subject).to.include({ modelId: "2", version: 2, previousVersion: 1 });
    });

    it("shows a report that is missing as missing", async () => {
      const { code, stdout } = await still.run(`dao proposal show 2 --store ${still.home}`);
      expect(code).to.equal(0);
      expect(stdout).to.contain("It cannot be read:");
    });
  });

  describe("votes", () => {
    it("shows who voted how", async () => {
      const { stdout } = await still.run("dao votes 1");
      expectNarrow(stdout);
      for (const member of ["member-1", "member-2", "member-3"]) {
        expect(stdout).to.match(new RegExp(`^${member} +for +2,500,000 COMMON`, "m"));
      }
    });
  });

  describe("when there is nothing to vote with", () => {
    it("says that the tokens had no delegate when voting started", async () => {
      const { code, stderr } = await still.run("dao vote 2 for --account carol --yes");
      expect(code).to.equal(3);
      expect(flat(stderr)).to.match(/carol\) has no votes in proposal 2, whose voting started on/);
      expect(flat(stderr)).to.contain("Its 2,500,000 COMMON did not vote: they had no delegate.");
      expect(stderr).to.contain("Next:\n  commonweights dao delegate --account carol\n");
    });

    it("says before proposing that the tokens have no delegate", async () => {
      const { code, stderr } = await still.run("dao propose promotion --model 1 --to 3 --account carol --yes");
      expect(code).to.equal(3);
      expect(flat(stderr)).to.match(/carol\) do not vote: they have no delegate, and proposing takes 10,000 COMMON\./);
      expect(stderr).to.contain("Next:\n  commonweights dao delegate --account carol\n");
    });

    it("says how many votes are missing to propose", async () => {
      await still.run("dao delegate --account bob --yes");
      const { code, stderr } = await still.run("dao propose promotion --model 1 --to 3 --account bob --yes");
      expect(code).to.equal(3);
      expect(flat(stderr)).to.match(/bob\) has 9,\d{3} COMMON of votes; proposing takes 10,000 COMMON\./);
    });
  });

  describe("when what is proposed cannot be", () => {
    it("says what the version is, and proposes the other thing", async () => {
      const promotion = await still.run("dao propose promotion --model 1 --to 1 --account member-1 --yes");
      expect(promotion.code).to.equal(3);
      expect(promotion.stderr).to.contain("commonweights dao propose rollback --model 1 --to 1 --account member-1");
      const rollback = await still.run("dao propose rollback --model 1 --to 3 --account member-1 --yes");
      expect(rollback.code).to.equal(3);
      expect(rollback.stderr).to.contain("commonweights dao propose promotion --model 1 --to 3 --account member-1");
    });

    it("names a model and a version that there is not", async () => {
      expect((await still.run("dao propose rollback --model 9 --to 1 --account member-1")).code).to.equal(5);
      expect((await still.run("dao propose rollback --model 1 --to 9 --account member-1")).code).to.equal(5);
    });

    it("takes a call or a file of calls, not both", async () => {
      const { code } = await still.run("dao propose call --description Test --account member-1");
      expect(code).to.equal(2);
    });
  });

  describe("when a member delegates, proposes, and others vote", () => {
    it("carries the decision out in the end, and says at every step what can be done when", async () => {
      const { data } = await delegated();
      expect(data).to.include({ account: devAccounts.carol, delegatee: devAccounts.carol });
      // At once: nothing happens in between.
      const store = join(still.devnet.folder, "store");
      const proposed = await still.json<{ number: number; proposalId: string }>(
        `dao propose promotion --model 1 --to 3 --report ${still.history.candidate.reportDigest} --account carol --yes`,
      );
      const { number } = proposed;
      const again = await still.run(
        `dao propose promotion --model 1 --to 3 --report ${still.history.candidate.reportDigest} --account carol --yes`,
      );
      expect(again.code).to.equal(3);
      expect(flat(again.stderr)).to.contain(`Proposal ${number} is the same`);

      const early = await still.run(`dao vote ${number} for --account carol --yes`);
      expect(early.code).to.equal(3);
      expect(flat(early.stderr)).to.match(/cannot be voted on. It is pending: voting starts .* UTC \(in /);
      await still.run("devnet advance 25h");
      const note = await still.run([
        "dao",
        "vote",
        String(number),
        "for",
        "--reason",
        "It is better",
        "--account",
        "carol",
        "--yes",
      ]);
      expect(note.code).to.equal(0);
      expect(note.stderr).to.match(/^Your vote +for, with 2,500,000 COMMON: what you had when voting started/m);
      const twice = await still.run(`dao vote ${number} against --account carol --yes`);
      expect(twice.code).to.equal(3);
      expect(flat(twice.stderr)).to.contain("has voted on proposal");
      const tooEarly = await still.run(`dao queue ${number} --account carol --yes`);
      expect(tooEarly.code).to.equal(3);
      expect(tooEarly.stderr).to.contain(`commonweights dao proposal show ${number}`);
      expect((await still.run(`dao cancel ${number} --account carol --yes`)).code).to.equal(3);
      await still.json(`dao vote ${number} abstain --account member-1 --yes`);
      const shown = await still.run(`dao proposal show ${number} --store ${store}`);
      expect(shown.stdout).to.match(/^ {2}For +2,500,000 COMMON \(50%\)$/m);
      expect(shown.stdout).to.match(/^ {2}Quorum +reached: /m);

      await still.run("devnet advance 5d");
      const queued = await still.json<{ executableAt: number | string }>(`dao queue ${number} --account carol --yes`);
      expect(Number(queued.executableAt)).to.be.above(0);
      const waiting = await still.run(`dao execute ${number} --account carol --yes`);
      expect(waiting.code).to.equal(3);
      expect(flat(waiting.stderr)).to.match(/It can be from .* UTC \(in /);
      await still.run("devnet advance 2d");
      const done = await still.run(`dao execute ${number} --account carol --yes`);
      expect(done.code, done.stderr).to.equal(0);
      expect(done.stderr).to.contain("commonweights model show 1");
      const { state } = await still.json<{ state: string }>(`dao proposal show ${number}`);
      expect(state).to.equal("Executed");
      const { votes } = await still.json<{ votes: { support: string; reason: string }[] }>(`dao votes ${number}`);
      expect(votes.map(({ support, reason }) => [support, reason])).to.have.deep.members([
        ["for", "It is better"],
        ["abstain", ""],
      ]);
    });
  });

  describe("delegate", () => {
    it("names the proposals in which it does not count, and says whose votes went where", async () => {
      const { code, stdout, stderr } = await still.run("dao delegate --to member-1 --account alice --yes");
      expect(code).to.equal(0);
      expectNarrow(stderr);
      expect(stdout).to.match(/ vote through member-1 from now on\.$/m);
      const power = await still.run("dao power member-1");
      expectNarrow(power.stdout);
      expect(flat(power.stdout)).to.match(/ COMMON of 0x71bE\S+ \(alice\) vote through it, delegated on/);
      const away = await still.run("dao power alice");
      expect(flat(away.stdout)).to.match(/vote through 0x3C44\S+ \(member-1\), delegated on/);
    });

    it("has nothing to do twice", async () => {
      const { code, stdout } = await still.run("dao delegate --to member-1 --account alice");
      expect({ code, stdout }).to.deep.equal({ code: 0, stdout: "Nothing to do: the votes go there already.\n" });
    });

    it("moves tokens and stake, or one of them", async () => {
      const both = await still.json<{ calls: { contract: string }[] }>(
        "dao delegate --to alice --account oracle-1 --calldata",
      );
      expect(both.calls.map(({ contract }) => contract)).to.deep.equal(["CommonToken", "Staking"]);
      const stake = await still.json<{ calls: { contract: string }[] }>(
        "dao delegate --to alice --only stake --account oracle-1 --calldata",
      );
      expect(stake.calls.map(({ contract }) => contract)).to.deep.equal(["Staking"]);
    });
  });

  describe("propose call", () => {
    it("takes what another command prints with --calldata, and shows it in words", async () => {
      const printed = await still.run("stake add 5 --account member-2 --calldata --json");
      const path = join(still.home, "calls.json");
      await writeFile(path, printed.stdout);
      const line = ["dao", "propose", "call", "--calls", path, "--description", "# Stake\n\nIt is idle."];
      const { code, stderr } = await still.run([...line, "--account", "member-2", "--dry-run"]);
      expect(code, stderr).to.equal(0);
      expect(stderr).to.match(/^Propose: Stake$/m);
      expect(stderr).to.match(/^Does 1 +Let Staking take 5 COMMON from the timelock$/m);
      expect(stderr).to.match(/^Carried out now +it would fail: /m);
    });

    it("says what is wrong with a file", async () => {
      const path = join(still.home, "bad.json");
      await writeFile(path, '[{ "to": "nobody" }]');
      const { code, stderr } = await still.run(
        `dao propose call --calls ${path} --description Test --account member-2 --dry-run`,
      );
      expect(code).to.equal(2);
      expect(flat(stderr)).to.contain("is not a list of calls");
    });
  });

  const proposalOne = () => still.json<{ createdAt: number }>("dao proposal show 1");
  const delegated = async () => ({ data: await still.json<object>("dao delegate --account carol --yes") });
});

/** Without the breaks of lines. */
function flat(text: string): string {
  return text.replaceAll(/\n */g, " ");
}
