import { expect } from "chai";
import { type DevNode, startNode } from "../../../services/devnet/startNode.ts";

describe("startNode", () => {
  let node: DevNode;
  beforeEach(async () => {
    node = await startNode({ chainId: 777, accounts: 3, genesis: 1_767_225_600n });
  });
  afterEach(() => node.stop());

  const pay = async (): Promise<unknown> => {
    const [from, to] = (await node.send("eth_accounts", [])) as string[];
    return node.send("eth_sendTransaction", [{ from, to, value: "0x1" }]);
  };
  const receiptOf = (hash: unknown) => node.send("eth_getTransactionReceipt", [hash]);
  /** The node answers a sender before its miner is through. */
  const minedReceiptOf = async (hash: unknown): Promise<unknown> => (await receiptOf(hash)) ?? minedReceiptOf(hash);

  it("is the chain that was asked for", async () => {
    expect(await node.send("eth_chainId", [])).to.equal("0x309");
    expect(await node.send("eth_accounts", [])).to.have.length(3);
    expect(await node.send("eth_getBlockByNumber", ["0x0", false])).to.include({ timestamp: "0x6955b900" });
  });

  it("mines every transaction at once, until told to mine by hand, and again", async () => {
    expect(await minedReceiptOf(await pay())).to.include({ status: "0x1" });
    await node.setMining("manual");
    const held = await pay();
    await node.send("evm_mine", []);
    const byHand = await pay();
    expect(await minedReceiptOf(held)).to.include({ status: "0x1" });
    expect(await receiptOf(byHand)).to.equal(null);
    await node.setMining("instant");
    expect(await minedReceiptOf(await pay())).to.include({ status: "0x1" });
  });

  describe("when the port is taken", () => {
    it("throws PORT_TAKEN that names it", async () => {
      const port = Number(new URL(node.url).port);
      const error = await startNode({ port }).catch((caught) => caught);
      expect(error).to.include({ code: "PORT_TAKEN" });
      expect(error.message).to.match(new RegExp(`^Port ${port} of 127.0.0.1 is taken.\n.*--port 0`));
    });
  });

  describe("when it is stopped", () => {
    it("is gone", async () => {
      await node.stop();
      await node.gone;
      expect(() => process.kill(node.pid, 0)).to.throw(/ESRCH/);
    });
  });
});
