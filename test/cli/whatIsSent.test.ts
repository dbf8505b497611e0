import { EventEmitter } from "node:events";
import { expect } from "chai";
import { toQuantity, ZeroHash } from "ethers";
import type { CliProcess } from "../../cli/CliProcess.ts";
import { openContext } from "../../cli/openContext.ts";
import type { Step } from "../../cli/writing/Deed.ts";
import { devAccounts } from "../../services/devnet/devAccounts.ts";
import type { BaseError } from "../../src/errors/BaseError.ts";
import { approveTokens } from "../../src/token/approveTokens.ts";
import { openStill, type Still } from "./support/openStill.ts";
import { tamper } from "./support/tamper.ts";

const GWEI = 10n ** 9n;
const spender = devAccounts.bob;

describe("what a command sends", function () {
  this.timeout(60_000);
  let still: Still;
  before(async () => {
    still = await openStill();
  });
  after(() => still.close());

  const provider = () => still.devnet.world.provider;
  const sentBy = (name: keyof typeof devAccounts) => provider().getTransactionCount(devAccounts[name]);

  /** Carries out steps as alice, who says yes; resolves to the code of the error. */
  async function carryOut(steps: readonly Step[]): Promise<string | undefined> {
    const silent = { isTTY: false, write: () => true };
    const process = Object.assign(new EventEmitter(), {
      ...{ env: { COMMONWEIGHTS_HOME: still.home }, stdin: silent, stdout: silent, stderr: silent },
      exit: () => {},
    });
    const { context, close } = openContext(
      { account: "alice", yes: true, quiet: true },
      process as unknown as CliProcess,
    );
    try {
      await context.carryOut({ title: "Try", steps, answer: () => ({ data: {}, text: () => "" }) });
      return undefined;
    } catch (error) {
      return (error as BaseError).code;
    } finally {
      await close();
    }
  }

  describe("when an action would send something else than was shown", () => {
    it("is nothing", async () => {
      const before = await sentBy("alice");
      let amount = 1n;
      const code = await carryOut([
        { label: "Allow 1", act: (client) => approveTokens(client, { spender, amount: amount++ }) },
      ]);
      expect(code).to.equal("PLAN_CHANGED");
      expect(await sentBy("alice")).to.equal(before);
    });

    it("ends before what was not shown", async () => {
      const before = await sentBy("alice");
      const code = await carryOut([
        {
          label: "Allow 1",
          act: async (client) => {
            await approveTokens(client, { spender, amount: 1n });
            // What comes after a transaction's outcome cannot be planned.
            await approveTokens(client, { spender, amount: 10n ** 30n });
          },
        },
      ]);
      expect(code).to.equal("PLAN_CHANGED");
      expect(await sentBy("alice")).to.equal(before + 1);
    });
  });

  describe("when the node wants a fee that is out of all proportion", () => {
    it("is nothing unless --max-fee allows it, and then it is no more", async () => {
      const lying = await tamper({
        url: still.devnet.node.url,
        lie: (method) => (method === "eth_maxPriorityFeePerGas" ? toQuantity(1_000_000n * GWEI) : undefined),
      });
      try {
        const before = await sentBy("alice");
        const line = `dao delegate --account alice --yes --quiet --network devnet --rpc ${lying.url}`;
        const refused = await still.run(line);
        expect(refused.code).to.equal(8);
        expect(refused.stderr.replaceAll("\n", " ")).to.match(/want 1000000\.\d+ gwei per gas; without --max-fee/);
        expect(await sentBy("alice")).to.equal(before);

        const { code, stdout, stderr } = await still.run(`${line} --max-fee 3 --json`);
        expect(code, stderr).to.equal(0);
        const { transactions } = JSON.parse(stdout) as { transactions: { hash: string }[] };
        const receipt = await provider().getTransactionReceipt(transactions[0]!.hash);
        expect(receipt!.gasPrice <= 3n * GWEI).to.equal(true);
      } finally {
        lying.close();
      }
    });
  });

  describe("when one of three nodes lies about fees and nonces", () => {
    it("is what the others say", async () => {
      const { url } = still.devnet.node;
      const lies: Readonly<Record<string, unknown>> = {
        eth_maxPriorityFeePerGas: toQuantity(400n * GWEI),
        eth_gasPrice: toQuantity(400n * GWEI),
        eth_getTransactionCount: toQuantity(1_000_000),
      };
      const nodes = await Promise.all([
        tamper({ url, lie: (method) => lies[method] }),
        tamper({ url, lie: () => undefined }),
      ]);
      try {
        const rpc = [...nodes.map((node) => node.url), url].map((one) => `--rpc ${one}`).join(" ");
        const { code, stdout, stderr } = await still.run(
          `dao delegate --account carol --yes --quiet --json --network devnet ${rpc}`,
        );
        expect(code, stderr).to.equal(0);
        const { transactions } = JSON.parse(stdout) as { transactions: { hash: string }[] };
        const receipt = await provider().getTransactionReceipt(transactions[0]!.hash);
        expect(receipt!.gasPrice < 10n * GWEI).to.equal(true);
      } finally {
        for (const node of nodes) node.close();
      }
    });
  });

  describe("when one of three nodes lies about what came of it", () => {
    it("is told as it is", async () => {
      const { url } = still.devnet.node;
      const lies: Readonly<Record<string, (params: readonly unknown[]) => unknown>> = {
        eth_sendRawTransaction: () => ZeroHash,
        eth_getTransactionCount: () => toQuantity(1_000_000),
        eth_getTransactionReceipt: ([hash]) => ({
          ...{ transactionHash: hash, transactionIndex: "0x0", blockHash: ZeroHash, blockNumber: "0x1", status: "0x0" },
          ...{ from: spender, to: null, contractAddress: null, logs: [], logsBloom: "0x" },
          ...{ gasUsed: "0x1", cumulativeGasUsed: "0x1", effectiveGasPrice: "0x1", type: "0x2" },
        }),
      };
      const nodes = await Promise.all([
        tamper({ url, lie: (method, params) => lies[method]?.(params) }),
        tamper({ url, lie: () => undefined }),
      ]);
      try {
        const rpc = [...nodes.map((node) => node.url), url].map((one) => `--rpc ${one}`).join(" ");
        const { code, stdout, stderr } = await still.run(
          `stake add 1 --account bob --yes --quiet --json --network devnet ${rpc}`,
        );
        expect(code, stderr).to.equal(0);
        const { transactions } = JSON.parse(stdout) as { transactions: { hash: string; blockNumber: number }[] };
        expect(transactions).to.have.length(2);
        for (const { hash, blockNumber } of transactions) {
          expect((await provider().getTransactionReceipt(hash))!.blockNumber).to.equal(blockNumber);
        }
      } finally {
        for (const node of nodes) node.close();
      }
    });
  });

  describe("when no node says that it took it", () => {
    it("may be included all the same, and is named", async () => {
      const node = await tamper({
        url: still.devnet.node.url,
        lie: (method) => (method === "eth_sendRawTransaction" ? ZeroHash : undefined),
      });
      try {
        const line = `stake add 1 --account bob --yes --quiet --json --network devnet --rpc ${node.url}`;
        const { code, stderr } = await still.run(line);
        expect(code, stderr).to.equal(4);
        const { error } = JSON.parse(stderr) as { error: { code: string; message: string } };
        expect(error.code).to.equal("SENT_PERHAPS");
        expect(error.message).to.match(/0x[0-9a-f]{64}/);
      } finally {
        node.close();
      }
    });
  });
});
