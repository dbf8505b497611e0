import { expect } from "chai";
import { expectNarrow } from "./support/expectNarrow.ts";
import { openStill, type Still } from "./support/openStill.ts";
import { runCli } from "./support/runCli.ts";

type Check = { what: string; state: string; found: string; remedy?: string };

describe("commonweights doctor", function () {
  this.timeout(60_000);
  let still: Still;
  before(async () => {
    still = await openStill();
  });
  after(() => still.close());
  const checksOf = async (line: string) => (await still.json<{ checks: Check[] }>(line)).checks;

  describe("when everything works", () => {
    it("ends with 0, and checks contracts, clocks and the index", async () => {
      const { code, stdout } = await still.run("doctor --account member-1");
      expect(code).to.equal(0);
      expectNarrow(stdout);
      expect(stdout).to.match(/^ok {3}Contracts +code at all 13 addresses$/m);
      expect(stdout).to.match(/^ok {3}Clock mode +timestamps, in all that votes rely on$/m);
      expect(stdout).to.match(/^ok {3}Index +up to block \d+ in/m);
      expect(stdout).to.match(/^ok {3}Voting power +2,500,000 COMMON; proposing takes 10,000 COMMON$/m);
    });
  });

  describe("when tokens have no delegate", () => {
    it("warns, and says what to do", async () => {
      const power = (await checksOf("doctor --account carol")).find(({ what }) => what === "Voting power");
      expect(power).to.include({ state: "warning" });
      expect(power?.remedy).to.contain("commonweights dao delegate");
    });
  });

  describe("when no account is in use", () => {
    it("says that reads need none", async () => {
      const account = (await checksOf("doctor")).find(({ what }) => what === "Account");
      expect(account).to.include({ state: "warning", found: "none is in use; reads need none" });
    });
  });

  describe("when an account has no ether", () => {
    it("ends with 10", async () => {
      const { code, stdout } = await still.run("doctor --account 0x00000000000000000000000000000000000000AA");
      expect(code).to.equal(10);
      expect(stdout).to.match(/^BAD {2}Ether +none$/m);
    });
  });

  describe("when the node's clock is far from this machine's", () => {
    it("notes it", async () => {
      expect(await still.json("devnet advance 1d"))
        .to.have.property("timestamp")
        .that.is.a("number");
      const block = (await checksOf("doctor")).find(({ what }) => what === "Newest block");
      expect(block?.state).to.equal("warning");
      expect(block?.found).to.match(/ahead of this machine's clock$/);
    });
  });

  describe("when there is no node", () => {
    it("ends with 10 and says so", async () => {
      const { code, stdout } = await runCli(["doctor", "--network", "devnet", "--rpc", "http://127.0.0.1:1"], {
        home: still.home,
      });
      expect(code).to.equal(10);
      expect(stdout).to.match(/^BAD {2}/m);
    });
  });
});
