import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { parseUnits, sha256, toUtf8Bytes } from "ethers";
import { devAccounts } from "../../services/devnet/devAccounts.ts";
import { mineAt } from "../../services/devnet/mineAt.ts";
import { commitScores } from "../../src/scoring/commitScores.ts";
import { commitVoid } from "../../src/scoring/commitVoid.ts";
import { revealScores } from "../../src/scoring/revealScores.ts";
import { revealVoid } from "../../src/scoring/revealVoid.ts";
import { snapshotCommittee } from "../../src/scoring/snapshotCommittee.ts";
import { cidOf } from "../../src/storage/cidOf.ts";
import { commitUpdate } from "../../src/training/commitUpdate.ts";
import { type Deadlines, deadlinesOf } from "../../src/training/deadlinesOf.ts";
import { phaseOf } from "../../src/training/phaseOf.ts";
import { revealUpdate } from "../../src/training/revealUpdate.ts";
import { slicesCommitment } from "../../src/training/slicesCommitment.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { openStill, type Still } from "./support/openStill.ts";
import { unwrapped } from "./support/unwrapped.ts";

const DIGEST = `0x${"ab".repeat(32)}`;
const SALT = `0x${"5a".repeat(32)}`;
const AGGREGATE = `0x${"a9".repeat(32)}`;
const MINUTES = "--commit 1m --reveal 1m --opening 1m --score-commit 1m --score-reveal 1m";
const MONEY = "--pot 100 --oracle-fee 9 --bond 5 --max-contributors 4";
const tokens = (amount: string) => String(parseUnits(amount, 18));
/** Of the pot, in parts per billion, for the two contributors; the second is an oracle's that disagrees by a tenth of it. */
const SCORES = [600_000_000, 400_000_000];
const OTHER_SCORES = [550_000_000, 450_000_000];

describe("commonweights round", function () {
  this.timeout(60_000);
  let still: Still;
  let slicesFile: string;
  before(async () => {
    still = await openStill();
    slicesFile = join(still.home, "slices.json");
  });
  after(() => still?.close());

  /** Runs a write and gives what it answers. */
  const write = async <T>(line: string): Promise<T> => {
    const { code, stdout, stderr } = await still.run(`${line} --yes --json`);
    expect(code, `${line}: ${stderr}`).to.equal(0);
    return JSON.parse(stdout) as T;
  };
  const refusal = async (line: string) => {
    const { code, stderr, stdout } = await still.run(`${line} --yes`);
    expect(stdout).to.equal("");
    return { code, stderr: unwrapped(stderr) };
  };
  const open = async (options = `--slices ${DIGEST}`): Promise<{ roundId: bigint; deadlines: Deadlines }> => {
    const line = `round open --model 4 --task ${DIGEST} ${options} ${MONEY} ${MINUTES} --account sponsor`;
    const { roundId } = await write<{ roundId: string }>(line);
    const deadlines = await deadlinesOf(still.devnet.world.sponsor.client, { roundId: BigInt(roundId) });
    return { roundId: BigInt(roundId), deadlines };
  };
  const updateOf = (k: number) => sha256(toUtf8Bytes(`update ${k}`));
  const commitAll = async (roundId: bigint) => {
    for (const [k, { client, datasetId, licenseId }] of still.devnet.world.contributors.entries()) {
      await commitUpdate(client, { roundId, updateDigest: updateOf(k), salt: SALT, datasetId, licenseId });
    }
  };
  const revealAll = async (roundId: bigint) => {
    for (const [k, { client }] of still.devnet.world.contributors.entries()) {
      await revealUpdate(client, { roundId, updateDigest: updateOf(k), salt: SALT });
    }
  };
  const jumpTo = (time: bigint) => mineAt(still.devnet.node.send, time);
  /** What the list says is what the contract says. */
  const expectPhase = async (roundId: bigint, phase: string) => {
    const rounds = await still.json<{ id: string; phase: string }[]>("round list --model 4");
    expect(rounds.find(({ id }) => id === String(roundId))?.phase).to.equal(phase);
    expect(await phaseOf(still.devnet.world.sponsor.client, { roundId })).to.equal(phase);
  };

  describe("list", () => {
    it("shows rounds by model and phase, newest first", async () => {
      const settled = await still.json<{ id: string }[]>("round list --phase Settled");
      expect(settled.map(({ id }) => id)).to.deep.equal(["3", "2", "1"]);
      const ofModel = await still.json<{ id: string; phase: string }[]>("round list --model 1 --sponsor sponsor");
      expect(ofModel.map(({ id, phase }) => `${id} ${phase}`)).to.deep.equal(["4 Commit", "2 Settled", "1 Settled"]);
      expect(await still.json("round list --sponsor bob")).to.deep.equal([]);
      const { stdout } = await still.run("round list");
      expectNarrow(stdout);
    });

    it("knows the phases by name", async () => {
      const { code, stderr } = await still.run("round list --phase Done");
      expect(code, stderr).to.equal(2);
      expect(unwrapped(stderr)).to.contain("Commit, Reveal, Opening");
    });
  });

  describe("show", () => {
    it("says when the phase ends and puts the task in words", async () => {
      const { stdout } = await still.run(`round show 4 --store ${join(still.devnet.folder, "store")}`);
      expect(stdout).to.match(/Until +\d{4}-\d\d-\d\d \d\d:\d\d UTC \(in .*\), then Reveal/);
      expect(stdout).to.contain("network 10 → 16 → 3");
      expect(stdout).to.contain("ScoreCommit ends, ScoreReveal begins");
      expectNarrow(stdout);
    });

    it("shows committee and version of a settled round", async () => {
      const { stdout, stderr } = await still.run("round show 1");
      expect(stdout).to.contain("it made version 2 of model 1");
      expect(stdout).to.match(/0 +oracle-1 +33\.33 % +revealed its scores/);
      expect(unwrapped(stderr)).to.contain("commonweights rewards explain 1");
    });

    it("knows no round that is not there", async () => {
      const { code, stderr } = await still.run("round show 99");
      expect(code).to.equal(5);
      expect(unwrapped(stderr)).to.contain("There is no round 99.").and.to.contain("commonweights round list");
    });
  });

  describe("updates", () => {
    it("shows right, share and reward of each contributor", async () => {
      const { updates } = await still.json<{ updates: { contributor: string; licenseId: string; earned: string }[] }>(
        "round updates 2",
      );
      expect(updates.map(({ contributor }) => contributor)).to.deep.equal([
        devAccounts["contributor-1"],
        devAccounts["contributor-2"],
      ]);
      expect(updates[1]!.licenseId).to.equal("1");
      const { stdout } = await still.run("round updates 2");
      expectNarrow(stdout);
    });
  });

  describe("verify", () => {
    it("compares every number, and ends with 10 when something differs", async () => {
      const line = `round verify 2 --store ${join(still.devnet.folder, "store")}`;
      const { code, stdout } = await still.run(line);
      expect(code).to.equal(0);
      expect(stdout).to.contain("Round 2: identical.");
      expectNarrow(stdout);
      expect((await still.json<{ isIdentical: boolean }>(line)).isIdentical).to.equal(true);
      expect((await still.run(`round verify 4 --store ${still.home}`)).code).to.equal(3);

      const { updates } = await still.json<{ updates: { updateDigest: string }[] }>("round updates 3");
      await writeFile(join(still.devnet.folder, "store", cidOf(updates[0]!.updateDigest)), "other");
      const other = await still.run(line.replace("verify 2", "verify 3"));
      expect(other.code, other.stderr).to.equal(10);
      expect(other.stdout).to.contain("Round 3: differs.");
      expect(unwrapped(other.stderr)).to.contain("round contest 3");
    });
  });

  describe("hide-slices", () => {
    it("writes a file that only its owner reads, and never over another", async () => {
      const line = `round hide-slices --root ${DIGEST} --validation ${AGGREGATE} --out ${slicesFile}`;
      const { commitment } = await still.json<{ commitment: string }>(line);
      expect(commitment).to.equal(slicesCommitment(JSON.parse(await readFile(slicesFile, "utf8"))));
      expect((await stat(slicesFile)).mode & 0o777).to.equal(0o600);
      const again = await still.run(line);
      expect(again.code).to.equal(1);
      expect(unwrapped(again.stderr)).to.contain("is there already");
    });
  });

  describe("open", () => {
    it("shows pot, fee, allowance and phases before it asks", async () => {
      const line = `round open --model 2 --task ${DIGEST} --slices ${slicesFile} ${MONEY} ${MINUTES}`;
      const { code, stderr } = await still.run(`${line} --account carol --dry-run`);
      expect(code, stderr).to.equal(0);
      expect(unwrapped(stderr)).to.match(/You pay +109 COMMON/);
      expect(unwrapped(stderr)).to.match(/Allowance +0 COMMON to the reward pool; it is raised first/);
      expect(unwrapped(stderr)).to.contain("TrainingRounds.openRound").and.to.contain("Commit 1 minute, until about");
      expect(unwrapped(stderr)).to.not.contain(JSON.parse(await readFile(slicesFile, "utf8")).salt);
    });

    it("says which option is missing, and which is wrong", async () => {
      const missing = await still.run(`round open --model 2 --task ${DIGEST} --account sponsor --yes`);
      expect(missing.code).to.equal(2);
      expect(unwrapped(missing.stderr)).to.contain("--slices is missing.");
      expect((await still.run("round open --model 99 --account sponsor --yes")).code).to.equal(5);
      const short = await still.run(
        `round open --model 2 --task ${DIGEST} --slices ${DIGEST} ${MONEY} ${MINUTES} --commit 5s --account sponsor --yes`,
      );
      expect(short.code).to.equal(3);
      expect(unwrapped(short.stderr)).to.contain("TrainingRoundsPhaseLengthOutOfRange");
    });

    it("says what an account lacks", async () => {
      const line = `round open --model 2 --task ${DIGEST} --slices ${DIGEST} ${MONEY} --pot 1000000 ${MINUTES}`;
      const { code, stderr } = await refusal(`${line} --account bob`);
      expect(code).to.equal(8);
      expect(unwrapped(stderr)).to.contain("account show");
    });

    it("takes a file as the library does, whose fields options replace", async () => {
      const file = join(still.home, "round.json");
      const fields = {
        modelId: "2",
        baseVersion: 1,
        taskDigest: DIGEST,
        slicesCommitment: AGGREGATE,
        pot: tokens("70"),
        oracleFee: tokens("7"),
        bond: "0",
        maxContributors: 3,
        phases: { commit: 60, reveal: 60, opening: 60, scoreCommit: 60, scoreReveal: 60 },
      };
      await writeFile(file, JSON.stringify(fields));
      const opened = await write<Record<string, unknown>>(`round open --file ${file} --pot 50 --account sponsor`);
      expect(opened).to.deep.include({ pot: tokens("50"), oracleFee: tokens("7"), maxContributors: 3 });
      await writeFile(file, JSON.stringify({ ...fields, pot: "seven", extra: 1 }));
      const { code, stderr } = await refusal(`round open --file ${file} --account sponsor`);
      expect(code).to.equal(2);
      expect(unwrapped(stderr)).to.contain("- pot: is an amount in smallest units").and.to.contain("extra");
    });

    it("reads a task that is a file, and refuses what is none", async () => {
      const file = join(still.home, "task.json");
      await writeFile(file, "{}");
      const line = `round open --model 2 --task ${file} --slices ${DIGEST} ${MONEY} ${MINUTES} --account sponsor`;
      const { code, stderr } = await refusal(line);
      expect(code).to.equal(2);
      expect(unwrapped(stderr)).to.contain("commonweights.task.v1");
      const { taskDigest, task } = await still.json<{ taskDigest: string; task: unknown }>(
        `round show 4 --store ${join(still.devnet.folder, "store")}`,
      );
      await writeFile(file, JSON.stringify(task));
      const dry = await still.run(`${line} --dry-run`);
      expect(dry.code, dry.stderr).to.equal(0);
      expect(unwrapped(dry.stderr)).to.contain(taskDigest).and.to.contain("network 10 → 16 → 3");
    });
  });

  describe("given a round without a committee", () => {
    it("returns bonds and money, closing it on the way", async () => {
      const { roundId, deadlines } = await open();
      await commitAll(roundId);
      await expectPhase(roundId, "Commit");
      const early = await refusal(`round refund ${roundId} --account sponsor`);
      expect(early.code).to.equal(3);
      expect(unwrapped(early.stderr)).to.contain("is in Commit until").and.to.contain("is for rounds that failed");
      await write(`round fund ${roundId} 20 --account bob`);
      await jumpTo(deadlines.commit);
      await expectPhase(roundId, "Failed");
      expect((await still.run(`round show ${roundId}`)).stdout).to.contain("it had no committee when Commit ended");

      const forfeited = await refusal(`round claim-forfeited ${roundId} --account contributor-1`);
      expect(forfeited.code).to.equal(3);
      expect(unwrapped(forfeited.stderr)).to.contain("was not forfeited");
      const listed = await still.run("rewards list contributor-1");
      expect(unwrapped(listed.stderr)).to.contain(`round reclaim-bond ${roundId}`);
      const bond = await write<{ amount: string }>(`round reclaim-bond ${roundId} --account contributor-1`);
      expect(bond.amount).to.equal(tokens("5"));
      const again = await refusal(`round reclaim-bond ${roundId} --account contributor-1`);
      expect(again.code).to.equal(3);
      expect(unwrapped(again.stderr)).to.contain("took its bond");
      expect((await refusal(`round reclaim-bond ${roundId} --account bob`)).stderr).to.contain("did not commit");

      const refund = await write<{ amount: string; transactions: unknown[] }>(
        `round refund ${roundId} --account sponsor`,
      );
      expect(refund.amount).to.equal(tokens("109"));
      expect(refund.transactions).to.have.length(2);
      const others = await write<{ amount: string }>(`round refund ${roundId} --funder bob --account carol`);
      expect(others.amount).to.equal(tokens("20"));
      const nothing = await refusal(`round refund ${roundId} --account carol`);
      expect(nothing.code).to.equal(3);
      expect(unwrapped(nothing.stderr)).to.contain("it paid nothing in, or took it back");
      expect((await refusal(`round close ${roundId} --account carol`)).stderr).to.contain("was closed before");
      expect((await refusal(`round fund ${roundId} 1 --account bob`)).stderr).to.contain("takes no money");
    });
  });

  describe("given a round whose sponsor stays silent", () => {
    it("pays its pot to the contributors, and the fee back", async () => {
      const { roundId, deadlines } = await open();
      await commitAll(roundId);
      await snapshotCommittee(still.devnet.world.oracles[0]!.client, { roundId });
      await jumpTo(deadlines.commit);
      await expectPhase(roundId, "Reveal");
      await revealAll(roundId);
      await jumpTo(deadlines.opening);
      await expectPhase(roundId, "Failed");
      const closed = await write<{ failure: string }>(`round close ${roundId} --account carol`);
      expect(closed.failure).to.equal("SponsorSilent");
      const line = `round claim-forfeited ${roundId} --contributor contributor-2 --account carol`;
      // The model's reserve had joined the pot, and is not part of what the sponsor forfeits.
      expect((await write<{ amount: string }>(line)).amount).to.equal(tokens("50"));
      expect((await refusal(line)).stderr).to.contain("took its part");
      expect((await refusal(`round claim-forfeited ${roundId} --account bob`)).stderr).to.contain("revealed no update");
      const bond = await refusal(`round reclaim-bond ${roundId} --account contributor-1`);
      expect(unwrapped(bond.stderr)).to.contain("had a committee");
      const refund = await write<{ amount: string }>(`round refund ${roundId} --account sponsor`);
      expect(refund.amount).to.equal(tokens("9"));
      const again = await refusal(`round refund ${roundId} --account sponsor`);
      expect(unwrapped(again.stderr)).to.contain("was forfeited to its contributors");
    });
  });

  describe("given a round that is scored", () => {
    it("commits, reveals, opens its slices, settles it with a dissent, and pays the oracles", async () => {
      const { roundId, deadlines } = await open(`--slices ${slicesFile}`);
      const { oracles, contributors } = still.devnet.world;
      const commit = (k: number) => {
        const { name, datasetId, licenseId } = contributors[k]!;
        return `round commit ${roundId} --update ${updateOf(k)} --dataset ${datasetId} --license ${licenseId} --account ${name}`;
      };
      const dry = await still.run(`${commit(0)} --dry-run`);
      expect(unwrapped(dry.stderr)).to.match(/Bond +5 COMMON, returned at the reveal/);
      for (const k of [0, 1]) {
        const { secretFile } = await write<{ secretFile: string }>(commit(k));
        expect((await stat(secretFile)).mode & 0o777).to.equal(0o600);
      }
      const twice = await refusal(commit(0));
      expect(twice.code).to.equal(3);
      expect(unwrapped(twice.stderr)).to.contain(`round reveal ${roundId}`);
      expect((await refusal(commit(0).replace("contributor-1", "bob"))).stderr).to.contain(
        "TrainingRoundsNotDatasetOwner",
      );
      const { size } = await write<{ size: number }>(`round snapshot-committee ${roundId} --account carol`);
      expect(size).to.equal(3);
      expect((await refusal(`round snapshot-committee ${roundId} --account carol`)).stderr).to.contain("before");
      expect((await refusal(`round reveal ${roundId} --account contributor-1`)).stderr).to.contain("Reveal begins");
      await jumpTo(deadlines.commit);
      const unknown = await refusal(`round reveal ${roundId} --account carol`);
      expect(unknown.code).to.equal(5);
      expect(unwrapped(unknown.stderr)).to.contain("--update and --salt");
      for (const position of [0, 1]) {
        const line = `round reveal ${roundId} --account contributor-${position + 1}`;
        expect((await write<{ position: number }>(line)).position).to.equal(position);
      }
      const early = await refusal(`round open-slices ${roundId} --slices ${slicesFile} --account sponsor`);
      expect(early.code).to.equal(3);
      expect(unwrapped(early.stderr)).to.contain("is in Reveal until").and.to.contain("Opening begins");
      await jumpTo(deadlines.reveal);
      await expectPhase(roundId, "Opening");

      const other = await refusal(
        `round open-slices ${roundId} --root ${DIGEST} --validation ${DIGEST} --salt ${SALT} --account sponsor`,
      );
      expect(other.code).to.equal(3);
      expect(unwrapped(other.stderr)).to.contain("These are not the slices");
      expect((await refusal(`round open-slices ${roundId} --account sponsor`)).code).to.equal(2);
      await write(`round open-slices ${roundId} --slices ${slicesFile} --account sponsor`);
      await jumpTo(deadlines.opening);
      await expectPhase(roundId, "ScoreCommit");

      const ballots = oracles.map(({ client }, k) => {
        return {
          client,
          ballot: { roundId, scores: k === 2 ? OTHER_SCORES : SCORES, aggregateDigest: AGGREGATE, salt: SALT },
        };
      });
      for (const { client, ballot } of ballots) await commitScores(client, ballot);
      await jumpTo(deadlines.scoreCommit);
      await expectPhase(roundId, "ScoreReveal");
      for (const { client, ballot } of ballots) await revealScores(client, ballot);
      const unsettled = await refusal(`round settle ${roundId} --account carol`);
      expect(unsettled.code).to.equal(3);
      expect(unwrapped(unsettled.stderr)).to.contain("Settling begins");
      await jumpTo(deadlines.scoreReveal);
      await expectPhase(roundId, "Settling");

      const settled = await write<{ totalScore: string; assessed: number; transactions: unknown[] }>(
        `round settle ${roundId} --account carol`,
      );
      expect(settled).to.deep.include({ totalScore: "1000000000", assessed: 1 });
      expect(settled.transactions).to.have.length(2);
      await expectPhase(roundId, "Settled");
      expect((await refusal(`round settle ${roundId} --account carol`)).stderr).to.contain("is settled");
      const { updates } = await still.json<{ updates: { score: number }[] }>(`round updates ${roundId}`);
      expect(updates.map(({ score }) => score)).to.deep.equal(SCORES);
      const { stdout } = await still.run(`rewards explain ${roundId} --account contributor-1`);
      expect(stdout).to.contain("2 of 3 say what was settled");
      expect(stdout).to.contain("says 550000000, which differs");

      const agreed = await write<{ amount: string }>(`round claim-fee ${roundId} --account oracle-1`);
      expect(agreed.amount).to.equal(tokens("3"));
      // A third of the fee, less five times its disagreement of a tenth.
      const dissented = await write<{ amount: string }>(`round claim-fee ${roundId} --oracle oracle-3 --account carol`);
      expect(dissented.amount).to.equal(tokens("1.5"));
      const again = await refusal(`round claim-fee ${roundId} --account oracle-1`);
      expect(again.code).to.equal(3);
      expect(unwrapped(again.stderr)).to.contain("took its part");
      expect((await refusal(`round claim-fee ${roundId} --account bob`)).stderr).to.contain("not on the committee");
    });
  });

  describe("given a round whose slices are worthless", () => {
    it("pays the fee to the oracles that said so, and the pot to the contributors", async () => {
      const { roundId, deadlines } = await open(`--slices ${slicesFile}`);
      const { oracles } = still.devnet.world;
      await commitAll(roundId);
      await snapshotCommittee(oracles[0]!.client, { roundId });
      await jumpTo(deadlines.commit);
      await revealAll(roundId);
      await jumpTo(deadlines.reveal);
      await write(`round open-slices ${roundId} --slices ${slicesFile} --account sponsor`);
      await jumpTo(deadlines.opening);
      const said = { roundId, reasonDigest: DIGEST, salt: SALT };
      for (const { client } of oracles) await commitVoid(client, said);
      await jumpTo(deadlines.scoreCommit);
      for (const { client } of oracles.slice(0, 2)) await revealVoid(client, said);
      await jumpTo(deadlines.scoreReveal);
      await expectPhase(roundId, "Failed");
      const fee = await write<{ amount: string; transactions: unknown[] }>(
        `round claim-fee ${roundId} --account oracle-1`,
      );
      expect(fee.amount).to.equal(tokens("4.5"));
      expect(fee.transactions).to.have.length(2);
      expect((await refusal(`round claim-fee ${roundId} --account oracle-3`)).stderr).to.contain("revealed nothing");
      const part = await write<{ amount: string }>(`round claim-forfeited ${roundId} --account contributor-1`);
      expect(part.amount).to.equal(tokens("50"));
      expect((await still.run(`round show ${roundId}`)).stdout).to.contain("the oracles called the slices void");
    });
  });

  describe("contest", () => {
    it("gives the call that members would propose", async () => {
      const { call } = await still.json<{ call: { to: string } }>(`round contest 1 --reason ${DIGEST}`);
      expect(call.to).to.equal(still.devnet.world.deployment.addresses.trainingRounds);
      expect(unwrapped((await still.run(`round contest 1 --reason ${DIGEST}`)).stderr)).to.contain(
        "dao propose call --to",
      );
      expect((await still.run(`round contest 99 --reason ${DIGEST}`)).code).to.equal(5);
    });
  });
});
