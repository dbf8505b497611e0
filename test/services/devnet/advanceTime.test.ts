import { expect } from "chai";
import { advanceTime } from "../../../services/devnet/advanceTime.ts";
import { headTime } from "../../../services/devnet/headTime.ts";
import { startClock } from "../../../services/devnet/startClock.ts";
import { type DevNode, startNode } from "../../../services/devnet/startNode.ts";
import type { SendRequest } from "../../../src/chain/ReadProvider.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";

const GENESIS = 1_767_225_600n;
const DAY = 86_400n;

describe("advanceTime", () => {
  let node: DevNode;
  beforeEach(async () => {
    node = await startNode({ genesis: GENESIS });
    await node.send("anvil_setBlockTimestampInterval", [1]);
  });
  afterEach(() => node.stop());

  describe("given that time stands still", () => {
    it("lets it pass, and transactions follow on", async () => {
      expect(await advanceTime(node.send, DAY)).to.equal(GENESIS + DAY);
      await node.send("anvil_mine", []);
      expect(await headTime(node.send)).to.equal(GENESIS + DAY + 1n);
    });
  });

  describe("given a clock that mines", () => {
    it("lets it pass, and the clock goes on from there", async () => {
      await node.setMining("manual");
      const clock = await startClock(node, { speed: 400, blockMilliseconds: 5 });
      try {
        const now = await advanceTime(node.send, Number(DAY));
        expect(now >= GENESIS + DAY).to.equal(true);
        await clock.reach(now + 10n);
        expect(clock.now() < now + DAY).to.equal(true);
      } finally {
        await clock.stop();
      }
    });
  });

  describe("when the node is not a devnet's", () => {
    it("throws NOT_A_DEVNET", async () => {
      const send: SendRequest = async (method, params) => {
        if (method === "evm_mine") throw new BaseError("NODE_REFUSED", "The method does not exist.");
        return node.send(method, params);
      };
      expect(await advanceTime(send, 1).catch(({ code }) => code)).to.equal("NOT_A_DEVNET");
    });
  });
});
