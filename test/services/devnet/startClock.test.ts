import { expect } from "chai";
import { type DevClock, startClock } from "../../../services/devnet/startClock.ts";
import { type DevNode, startNode } from "../../../services/devnet/startNode.ts";

const GENESIS = 1_767_225_600n;

describe("startClock", () => {
  let node: DevNode;
  let clock: DevClock;
  beforeEach(async () => {
    node = await startNode({ mining: "manual", genesis: GENESIS });
  });
  afterEach(async () => {
    await clock.stop();
    await node.stop();
  });

  const timestampOf = async (block: number) => {
    const found = await node.send("eth_getBlockByNumber", [`0x${block.toString(16)}`, false]);
    return BigInt((found as { timestamp: string }).timestamp) - GENESIS;
  };

  describe("when the speed gives no whole seconds", () => {
    it("keeps the speed, to the second, over many blocks", async () => {
      clock = await startClock(node, { speed: 125, blockMilliseconds: 20 });
      await clock.reach(GENESIS + 10n);
      const passed = await Promise.all([1, 2, 3, 4].map(timestampOf));
      expect(passed).to.deep.equal([2n, 5n, 7n, 10n]);
    });
  });

  describe("when blocks would come twice in a second", () => {
    it("lets them come a second apart", async () => {
      clock = await startClock(node, { speed: 20, blockMilliseconds: 5 });
      await clock.reach(GENESIS + 2n);
      expect(await timestampOf(2)).to.equal(2n);
    });
  });

  describe("when it jumps", () => {
    it("mines one block there, and tells those who waited for less", async () => {
      clock = await startClock(node, { speed: 1 });
      const reached = clock.reach(GENESIS + 500n);
      await clock.jumpTo(GENESIS + 1000n);
      await reached;
      expect(clock.now()).to.equal(GENESIS + 1000n);
      await clock.jumpTo(GENESIS + 900n);
      expect(clock.now()).to.equal(GENESIS + 1000n);
    });
  });

  describe("when it is held", () => {
    it("mines nothing meanwhile, and goes on from where the chain is then", async () => {
      clock = await startClock(node, { speed: 400, blockMilliseconds: 5 });
      await clock.hold(async () => {
        const before = await node.send("eth_blockNumber", []);
        await new Promise((resolve) => setTimeout(resolve, 30));
        expect(await node.send("eth_blockNumber", [])).to.equal(before);
        await node.send("evm_mine", [Number(GENESIS) + 5000]);
      });
      await clock.reach(GENESIS + 5001n);
      expect(clock.now()).to.be.below(GENESIS + 5100n);
    });
  });

  describe("when it is stopped", () => {
    it("tells those who wait by CLOCK_STOPPED, then and later", async () => {
      clock = await startClock(node, { speed: 1 });
      const codes = [clock.reach(GENESIS + 500n)].map((reached) => reached.catch(({ code }) => code));
      await clock.stop();
      codes.push(clock.reach(GENESIS + 500n).catch(({ code }) => code));
      expect(await Promise.all(codes)).to.deep.equal(["CLOCK_STOPPED", "CLOCK_STOPPED"]);
      await clock.done;
    });
  });

  describe("when the node is gone", () => {
    it("fails, and so does whoever waits", async () => {
      clock = await startClock(node, { speed: 100, blockMilliseconds: 20 });
      const reached = clock.reach(GENESIS + 500_000n).catch(({ code }) => code);
      await node.stop();
      expect(await clock.done.catch(({ code }: { code: string }) => code)).to.equal("NODE_UNREACHABLE");
      expect(await reached).to.equal("NODE_UNREACHABLE");
    });
  });
});
