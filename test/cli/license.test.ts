import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { license } from "../../cli/resources/license.ts";
import { AssetKind } from "../../src/market/Terms.ts";
import { updateOffer } from "../../src/market/updateOffer.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { openStill, type Still } from "./support/openStill.ts";
import { runCli } from "./support/runCli.ts";

const MANIFEST = "0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const ZERO = `0x${"0".repeat(64)}`;

/** Without the line breaks that the width of a terminal makes. */
const flat = (text: string) => text.replaceAll(/\s+/g, " ");

describe("commonweights license", function () {
  this.timeout(60_000);
  let still: Still;
  before(async () => {
    still = await openStill();
  });
  after(() => still.close());

  /** An offer of alice on a dataset of its own: 25 COMMON for 10 days, unless said otherwise. */
  const offerOne = async (options = "--duration 10d") => {
    const line = `dataset add --manifest ${MANIFEST} --price 25 ${options} --account alice --yes`;
    return (await still.json<{ offerId: string }>(line)).offerId;
  };
  const buy = async (offerId: string, who = "bob") =>
    (await still.json<{ licenseId: string }>(`license buy ${offerId} --account ${who} --yes`)).licenseId;
  const pass = (duration: string) => still.run(`devnet advance ${duration}`);

  for (const { name, example } of license.verbs) {
    describe(`when help is asked for ${name}`, () => {
      it("prints it with the example, without a home or a node", async () => {
        const { code, stdout, stderr } = await runCli(["license", ...name.split(" "), "--help"], { home: "/nowhere" });
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
        expect(stdout.replaceAll(/ \\\n +/g, " ")).to.contain(`commonweights ${example}`);
        expectNarrow(stdout);
      });
    });
  }

  describe("offer list", () => {
    it("shows what can be bought, newest first", async () => {
      const { stdout } = await still.run("license offer list --dataset 3");
      expectNarrow(stdout);
      expect(stdout).to.match(/^ +3 {2}dataset 3 {2}alice +50 COMMON {2}train, evaluate {2}90 days +\d+$/m);
    });

    it("shows what is closed only when asked", async () => {
      const offerId = await offerOne();
      await still.json(`license offer close ${offerId} --account alice --yes`);
      const ids = async (line: string) => (await still.json<{ id: string }[]>(line)).map(({ id }) => id);
      expect(await ids("license offer list --seller alice")).not.to.include(offerId);
      expect(await ids("license offer list --seller alice --all")).to.include(offerId);
    });
  });

  describe("offer show", () => {
    it("shows the terms in words, with a mark on what no contract enforces", async () => {
      const { stdout } = await still.run("license offer show 3");
      expectNarrow(stdout);
      expect(stdout).to.match(/^Lasts +90 days from the purchase$/m);
      expect(stdout).to.match(/^Terms text +0x[0-9a-f]{64}\n +\(off-chain\)$/m);
      expect(stdout).to.match(/^Policy +none$/m);
    });

    describe("when there is no such offer", () => {
      it("exits with 5 and names the list", async () => {
        const { code, stderr } = await still.run("license offer show 99");
        expect(code).to.equal(5);
        expect(flat(stderr)).to.contain("There is no offer 99.").and.to.contain("commonweights license offer list");
      });
    });
  });

  describe("offer create", () => {
    it("offers licenses on a model", async () => {
      const line = "license offer create --model 1 --uses infer --price 3 --account sponsor --yes";
      const { offerId } = await still.json<{ offerId: string }>(line);
      expect(await still.json(`license offer show ${offerId}`)).to.include({ kind: "model", assetId: "1", uses: 4 });
    });

    for (const [what, line, code, message] of [
      ["no asset is named", "--price 3", 2, "Neither a dataset nor a model is named."],
      ["two assets are named", "--price 3 --model 1 --dataset 1", 2, "give one of them"],
      ["there is no such model", "--price 3 --model 70", 5, "There is no model 70."],
      ["the asset is another's", "--price 3 --model 1", 3, "LicenseMarketNotAssetOwner"],
    ] as const) {
      describe(`when ${what}`, () => {
        it(`exits with ${code}`, async () => {
          const run = await still.run(`license offer create ${line} --account alice --yes`);
          expect(run.code).to.equal(code);
          expect(flat(run.stderr)).to.contain(message);
        });
      });
    }
  });

  describe("offer update", () => {
    it("changes what is named, keeps the rest, and shows both", async () => {
      const offerId = await offerOne("--duration 10d --transferable --quota 4");
      const { stderr } = await still.run(
        `license offer update ${offerId} --price 30 --no-transferable --account alice --yes`,
      );
      expect(stderr).to.match(/^Price +25 COMMON → 30 COMMON$/m);
      expect(stderr).to.match(/^Transfer +holders may pass it on → stays with its holder$/m);
      expect(await still.json(`license offer show ${offerId}`)).to.include({
        revision: 2,
        price: "30000000000000000000",
        isTransferable: false,
        quota: 4,
        durationSeconds: 864_000,
      });
      const { stdout } = await still.run(`license offer show ${offerId}`);
      expectNarrow(stdout);
      expect(stdout).to.match(/^Revision 2, .*:\n {2}Price +25 COMMON → 30 COMMON$/m);
    });

    describe("when nothing would change", () => {
      it("exits with 2", async () => {
        const { code, stderr } = await still.run("license offer update 3 --price 50 --account alice --yes");
        expect(code).to.equal(2);
        expect(flat(stderr)).to.contain("Offer 3 has these terms already.");
      });
    });
  });

  describe("buy", () => {
    it("previews terms, end, allowance and both transactions, and buys for a recipient", async () => {
      const offerId = await offerOne();
      const { code, stdout, stderr } = await still.run(
        `license buy ${offerId} --max-price 40 --recipient carol --account bob`,
        { answers: ["y"] },
      );
      expect(code).to.equal(0);
      expectNarrow(stderr.replace("[y/N] ", "[y/N]\n"));
      for (const line of [
        /^Offer +\d+, terms of revision 1, frozen into the license$/m,
        /^Holder +0x\w+ \(carol\)$/m,
        /^Price +25 COMMON$/m,
        /^Until +\d{4}-\d\d-\d\d \d\d:\d\d UTC, if it is included now$/m,
        /^Allowance +0 COMMON to the market; it is raised first$/m,
        /^Transaction 1 of 2 +Allow the market to take 25 COMMON$/m,
        /^Fee +about \S+ ETH \(\d+ gas\)$/m,
        /^Send 2 transactions\? \[y\/N\] /m,
        /^2 of 2: Buy the license for 25 COMMON: included in block \d+ \(\d+ gas\)$/m,
      ]) {
        expect(stderr).to.match(line);
      }
      const licenseId = /^License (\d+) on dataset \d+ is bought; carol may use it now\.$/m.exec(stdout)?.[1];
      expect(await still.json(`license check ${licenseId} --who carol`)).to.include({ isValid: true });
    });

    it("needs one transaction where the market is allowed enough", async () => {
      const offerId = await offerOne();
      const both = await still.json<{ calls: { data: string }[] }>(
        `license buy ${offerId} --account member-1 --calldata`,
      );
      expect(both.calls).to.have.length(2);
      await still.devnet.node.send("eth_sendTransaction", [
        {
          from: (await still.json<{ from: string }>(`license buy ${offerId} --account member-1 --calldata`)).from,
          to: still.devnet.world.deployment.addresses.commonToken,
          data: both.calls[0]!.data,
        },
      ]);
      const one = await still.json<{ calls: object[] }>(`license buy ${offerId} --account member-1 --calldata`);
      expect(one.calls).to.have.length(1);
    });

    describe("when the revision that was read is not the newest", () => {
      it("says what changed, names the command that shows it and exits with 3", async () => {
        const offerId = await offerOne();
        await still.json(`license offer update ${offerId} --price 30 --account alice --yes`);
        const { code, stderr } = await still.run(`license buy ${offerId} --revision 1 --account bob --yes`);
        expect(code).to.equal(3);
        expect(stderr).to.equal(
          `Error: The terms of offer ${offerId} changed since you read them.\n  Price: 25 COMMON → 30 COMMON\n` +
            `Read them again and decide: commonweights license offer show ${offerId}\n\n` +
            `Next:\n  commonweights license offer show ${offerId}\n`,
        );
      });
    });

    describe("when the seller changes the terms between the preview and the yes", () => {
      it("pays nothing and says what changed", async () => {
        const offerId = await offerOne();
        const { world } = still.devnet;
        const shown = await still.json<Record<string, string | number | boolean>>(`license offer show ${offerId}`);
        const change = async () => {
          await updateOffer(world.users.alice.client, {
            offerId: BigInt(offerId),
            terms: {
              kind: AssetKind.Dataset,
              assetId: BigInt(String(shown.assetId)),
              uses: 1,
              durationSeconds: 86_400,
              quota: 0,
              isTransferable: false,
              resaleRoyaltyBps: 0,
              revenueShareBps: 0,
              currency: world.deployment.addresses.commonToken,
              price: 25n * 10n ** 18n,
              policyDigest: ZERO,
              termsDigest: ZERO,
            },
          });
          return "y";
        };
        const { code, stdout, stderr } = await still.run(`license buy ${offerId} --account bob`, { answers: [change] });
        expect({ code, stdout }).to.deep.equal({ code: 3, stdout: "" });
        expect(flat(stderr)).to.contain(`Error: The terms of offer ${offerId} changed since you read them.`);
        expect(stderr).to.contain("  Lasts: 10 days from the purchase → 1 day from the purchase\n");
        expect(await still.json(`license offer show ${offerId}`)).to.include({ sold: 0 });
      });
    });

    for (const [what, options, line, code, messages] of [
      ["the price is above the limit", "", "--max-price 24.5 --account bob", 3, ["costs 25 COMMON", "allows 24.5"]],
      [
        "the account has too few tokens",
        "--price 20000",
        "--account bob",
        8,
        ["this takes 20,000 COMMON", "account show bob"],
      ],
      ["there is no such revision", "", "--revision 2 --account bob", 2, ["has 1 to 1, not 2"]],
      ["nobody is named", "", "", 6, ["Nobody is named", "account list"]],
    ] as const) {
      describe(`when ${what}`, () => {
        it(`says so and exits with ${code}`, async () => {
          const offerId = await offerOne(`${options} --duration 10d`.trim());
          const run = await still.run(`license buy ${offerId} ${line} --yes`.replace("  ", " "));
          expect(run.code).to.equal(code);
          for (const message of messages) expect(flat(run.stderr)).to.contain(message);
        });
      });
    }

    describe("when every license is sold", () => {
      it("says so, names what else is offered and exits with 3", async () => {
        const offerId = await offerOne("--cap 1");
        await buy(offerId);
        const { code, stderr } = await still.run(`license buy ${offerId} --account carol --yes`);
        expect(code).to.equal(3);
        expect(flat(stderr)).to.contain("every license of it is sold").and.to.contain("license offer list --dataset");
      });
    });
  });

  describe("list", () => {
    it("shows what an account holds, and what it sold", async () => {
      const ids = async (line: string) => (await still.json<{ id: string }[]>(line)).map(({ id }) => id);
      expect(await ids("license list --holder contributor-2")).to.deep.equal(["1"]);
      expect(await ids("license list --provider contributor-1")).to.deep.equal(["1"]);
      expect(await ids("license list --provider alice --dataset 3")).to.deep.equal(["2"]);
      expect(await ids("license list --provider alice --dataset 1")).to.deep.equal([]);
      expectNarrow((await still.run("license list")).stdout);
    });
  });

  describe("show", () => {
    it("shows what it is valid for, until when, and where its fee is", async () => {
      const licenseId = await buy(await offerOne());
      await pass("5d");
      const { stdout } = await still.run(`license show ${licenseId}`);
      expectNarrow(stdout);
      expect(stdout).to.match(/^Valid now +for train$/m);
      expect(stdout).to.match(/^Until +\S+ \S+ UTC \(in (5 days|4 days 23 hours)\)$/m);
      expect(stdout).to.match(/^Earned +12\.5\S* COMMON by the provider, 0 COMMON of it taken$/m);
      expect(stdout).to.match(/^Unearned +12\.[45]\S* COMMON, which goes back/m);
      const { earned, unearned, paid } = await still.json<Record<string, string>>(`license show ${licenseId}`);
      expect(BigInt(earned!) + BigInt(unearned!)).to.equal(BigInt(paid!));
    });
  });

  describe("check", () => {
    it("tells yes with 0 and no with 10, now and at past times", async () => {
      const licenseId = await buy(await offerOne("--duration 10d --quota 1"));
      const bought = (await still.json<{ boughtAt: number }>(`license show ${licenseId}`)).boughtAt;
      const check = async (options: string) => {
        const { code, stdout } = await still.run(`license check ${licenseId} ${options} --json`.replace("  ", " "));
        const { isValid, obstacle } = JSON.parse(stdout) as { isValid: boolean; obstacle: string | null };
        expect(code).to.equal(isValid ? 0 : 10);
        return obstacle;
      };
      expect(await check("")).to.equal(null);
      expect(await check("--use train,derive")).to.equal("NotPermitted");
      expect(await check("--who carol")).to.equal("NotHolderOrUser");
      expect(await check(`--at ${bought - 1}`)).to.equal("NotStarted");
      expect(await check(`--at ${bought}`)).to.equal(null);
      await still.json(`license record-use ${licenseId} --use train --account bob --yes`);
      expect(await check("")).to.equal("QuotaUsedUp");
      expect(await check(`--at ${bought}`)).to.equal(null);
      await pass("10d");
      expect(await check("")).to.equal("Expired");
      expect(await check(`--at ${bought} --who carol`)).to.equal("NotHolderOrUser");
      expect(await check(`--at ${bought + 864_000}`)).to.equal("Expired");
    });

    it("says why in a sentence", async () => {
      const { stdout } = await still.run("license check 2 --use train,derive --who bob");
      expectNarrow(stdout);
      expect(stdout).to.equal("License 2 is not valid for bob to train, derive: its terms do not permit derive.\n");
    });

    describe("when the time is later than now", () => {
      it("exits with 2", async () => {
        expect((await still.run("license check 2 --at 2100-01-01")).code).to.equal(2);
      });
    });

    describe("when there is no such license", () => {
      it("exits with 5", async () => {
        const { code, stderr } = await still.run("license check 123456789012345678901234567890");
        expect(code).to.equal(5);
        expect(flat(stderr)).to.contain("commonweights license list");
      });
    });
  });

  describe("record-use", () => {
    it("leaves a receipt with the digest of a file", async () => {
      const licenseId = await buy(await offerOne("--quota 2"));
      const path = join(still.home, "used.txt");
      await writeFile(path, "test");
      const line = `license record-use ${licenseId} --use train --round 4 --model-version 2 --on ${path}`;
      const { code, stderr } = await still.run(`${line} --account bob --yes`);
      expect(code).to.equal(0);
      expect(stderr).to.match(/^Quota +1 of 2 uses are recorded then$/m);
      const { assetId } = await still.json<{ assetId: string }>(`license show ${licenseId}`);
      const [use] = await still.json<object[]>(`dataset uses ${assetId}`);
      expect(use).to.include({ licenseId, roundId: "4", modelVersion: 2, digest: MANIFEST });
    });

    describe("when the license is not valid for it", () => {
      it("says why and exits with 3", async () => {
        const { code, stderr } = await still.run("license record-use 2 --use infer --account bob --yes");
        expect(code).to.equal(3);
        expect(flat(stderr)).to.contain("its terms do not permit infer").and.to.contain("commonweights license show 2");
      });
    });
  });

  describe("set-user", () => {
    it("lets another account use it for a time", async () => {
      const licenseId = await buy(await offerOne());
      const { stderr } = await still.run(`license set-user ${licenseId} carol --for 90d --account bob --yes`);
      expect(stderr).to.match(/^Until +.*, when the license ends$/m);
      expect(await still.json(`license check ${licenseId} --who carol`)).to.include({ isValid: true });
      const { stdout } = await still.run(`license show ${licenseId}`);
      expect(stdout).to.match(/^User +0x\w+ \(carol\) until \S+$/m);
    });

    for (const [what, options] of [
      ["no time is given", ""],
      ["two times are given", "--for 1d --until 2100-01-01"],
      ["the time is over", "--until 2020-01-01"],
    ] as const) {
      describe(`when ${what}`, () => {
        it("exits with 2", async () => {
          const { code } = await still.run(
            `license set-user 2 carol ${options} --account bob --yes`.replace("  ", " "),
          );
          expect(code).to.equal(2);
        });
      });
    }
  });

  describe("transfer", () => {
    it("gives it away", async () => {
      const licenseId = await buy(await offerOne("--transferable"));
      await still.json(`license transfer ${licenseId} carol --account bob --yes`);
      expect(await still.json(`license check ${licenseId} --who bob`)).to.include({ isValid: false });
    });

    describe("when the terms do not permit it", () => {
      it("says so and exits with 3", async () => {
        const licenseId = await buy(await offerOne());
        const { code, stderr } = await still.run(`license transfer ${licenseId} carol --account bob --yes`);
        expect(code).to.equal(3);
        expect(flat(stderr)).to.contain("LicenseMarketNotTransferable").and.to.contain(`license show ${licenseId}`);
      });
    });
  });

  describe("withdraw", () => {
    it("takes what several licenses earned in one transaction, and then has nothing", async () => {
      await still.run("license withdraw --account alice --yes");
      const offerId = await offerOne();
      const ids = [await buy(offerId), await buy(offerId)];
      await pass("10d");
      const answer = await still.json<{ licenseIds: string[]; amount: string; transactions: object[] }>(
        `license withdraw ${ids.join(" ")} --account alice --yes`,
      );
      expect(answer.licenseIds).to.deep.equal(ids);
      expect(answer.amount).to.equal("50000000000000000000");
      expect(answer.transactions).to.have.length(1);
      const { code, stderr } = await still.run(`license withdraw ${ids.join(" ")} --account alice --yes`);
      expect(code).to.equal(3);
      expect(flat(stderr)).to.contain("Everything that these 2 licenses earned is taken.");
    });

    describe("when the account sold nothing", () => {
      it("says so and exits with 3", async () => {
        const { code, stderr } = await still.run("license withdraw --account carol --yes --json");
        expect(code).to.equal(3);
        expect(JSON.parse(stderr).error).to.include({ code: "NOTHING_TO_CLAIM", next: "license offer list" });
      });
    });
  });

  describe("revoke", () => {
    it("previews the refund; holder and provider take their parts as credits", async () => {
      const licenseId = await buy(await offerOne(), "member-2");
      await pass("5d");
      const { code, stderr } = await still.run(`license revoke ${licenseId} --account alice --yes`);
      expect(code).to.equal(0);
      expect(stderr).to.match(/^Refund +about 12\.[45]\S* COMMON becomes the holder's credit$/m);
      expect(stderr).to.match(/^Yours +about 12\.5\S* COMMON, earned and not taken, becomes your credit$/m);
      const { withdrawn } = await still.json<{ withdrawn: { amount: string }[] }>(
        "license withdraw-credit --account member-2 --yes",
      );
      expect(BigInt(withdrawn[0]!.amount)).to.be.within(12_400_000_000_000_000_000n, 12_500_000_000_000_000_000n);
      const { stdout } = await still.run(`license show ${licenseId}`);
      expect(stdout)
        .to.match(/^Valid now +no: it was revoked /m)
        .and.to.match(/^Reason +none$/m);
    });

    describe("when the asset is another's", () => {
      it("exits with 3", async () => {
        const { code, stderr } = await still.run("license revoke 2 --account bob --yes");
        expect(code).to.equal(3);
        expect(flat(stderr)).to.contain("LicenseMarketNotAssetOwner").and.to.contain("commonweights dataset show 3");
      });
    });
  });

  describe("withdraw-credit", () => {
    describe("when there is none", () => {
      it("says where credits come from and exits with 3", async () => {
        const { code, stderr } = await still.run("license withdraw-credit --account member-3 --yes");
        expect(code).to.equal(3);
        expect(flat(stderr)).to.contain("The market holds no credit of member-3.");
      });
    });
  });

  describe("refund", () => {
    describe("when consent holds", () => {
      it("exits with 3 and names the license", async () => {
        const { code, stderr } = await still.run("license refund 2 --account bob --yes");
        expect(code).to.equal(3);
        expect(flat(stderr)).to.contain("LicenseMarketConsentHolds").and.to.contain("commonweights license show 2");
      });
    });
  });
});
