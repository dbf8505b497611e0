import { expect } from "chai";
import { HDNodeWallet, JsonRpcProvider, parseEther, type TransactionRequest, toQuantity } from "ethers";
import { type Anvil, startAnvil } from "./startAnvil.ts";

const GENESIS = 1_767_225_600n;
const [ALICE, BOB] = [0, 1].map((k) =>
  HDNodeWallet.fromPhrase("test test test test test test test test test test test junk", "", `m/44'/60'/0'/0/${k}`),
) as [HDNodeWallet, HDNodeWallet];

describe("startAnvil", () => {
  let anvil: Anvil;
  let provider: JsonRpcProvider;
  beforeEach(async () => {
    anvil = await startAnvil({ genesis: GENESIS });
    provider = new JsonRpcProvider(anvil.url, 31_337, { staticNetwork: true, cacheTimeout: -1 });
  });
  afterEach(async () => {
    provider.destroy();
    await anvil.stop();
  });

  /** Sends one wei, which waits in the pool, and resolves to its hash. */
  const pay = async (nonce: number, overrides: TransactionRequest = {}): Promise<string> => {
    const raw = await sign(nonce, overrides);
    return (await anvil.send("eth_sendRawTransaction", [raw])) as string;
  };
  const sign = (nonce: number, overrides: TransactionRequest = {}) =>
    ALICE.signTransaction({
      ...{ type: 2, chainId: 31_337, nonce, to: BOB.address, value: 1n, gasLimit: 21_000 },
      ...{ maxFeePerGas: 3_000_000_000n, maxPriorityFeePerGas: 1n, ...overrides },
    });

  describe("when blocks are mined", () => {
    it("takes waiting transactions in order of arrival and keeps the given pace", async () => {
      const sent = [await pay(0), await pay(1, { maxPriorityFeePerGas: 1_000_000_000n })];
      expect(await anvil.waiting()).to.deep.equal(sent);
      expect(await anvil.mine(3, 5)).to.include({ number: 3, timestamp: GENESIS + 15n });
      expect((await anvil.head(1)).transactions).to.deep.equal(sent);
    });

    it("lets the base fee of empty blocks fall as EIP-1559 says", async () => {
      await anvil.mine(2);
      const fees = await Promise.all([1, 2].map(async (n) => (await provider.getBlock(n))!.baseFeePerGas!));
      expect(fees[1]).to.equal(fees[0]! - fees[0]! / 8n);
    });
  });

  describe("when the clock is advanced", () => {
    it("mines one block at that second, and none when it has passed", async () => {
      await anvil.advanceTo(GENESIS + 1_000n);
      await anvil.advanceTo(GENESIS + 999n);
      expect(await anvil.head()).to.include({ number: 1, timestamp: GENESIS + 1_000n });
    });
  });

  describe("when blocks are reorganised", () => {
    it("replaces them by a longer branch that holds their transactions and those that waited", async () => {
      const mined = [await pay(0)];
      const fork = await anvil.mine();
      mined.push(await pay(1));
      await anvil.mine();
      mined.push(await pay(2));
      await anvil.mine();
      const waiting = await pay(3);

      const { dropped, lost, head } = await anvil.reorg({ depth: 2 });
      expect(dropped.map(({ number }) => number)).to.deep.equal([2, 3]);
      expect(lost).to.deep.equal([]);
      expect(head.number).to.equal(4);
      const renewed = await anvil.head(2);
      expect(renewed.hash).to.not.equal(dropped[0]!.hash);
      expect(renewed.transactions).to.deep.equal([...mined.slice(1), waiting]);
      expect((await provider.getBlock(2))!.parentHash).to.equal(fork.hash);
      expect(await anvil.send("eth_getBlockByHash", [dropped[1]!.hash, false])).to.equal(null);
    });

    it("goes on with the base fee of the fork", async () => {
      await anvil.mine(4);
      const before = (await provider.getBlock(2))!.baseFeePerGas;
      await anvil.reorg({ depth: 3 });
      expect((await provider.getBlock(2))!.baseFeePerGas).to.equal(before);
    });

    it("loses the transactions that nobody remembers", async () => {
      await pay(0);
      await anvil.mine();
      const { lost } = await anvil.reorg({ depth: 1, isLost: () => true });
      expect(lost).to.have.length(1);
      expect(await anvil.send("eth_getTransactionReceipt", [lost[0]])).to.equal(null);
      expect(await provider.getTransactionCount(ALICE.address)).to.equal(0);
    });

    it("brings them back late when asked to", async () => {
      const hash = await pay(0);
      await anvil.mine();
      await anvil.reorg({ depth: 1, blocks: 3, returnAfter: 2 });
      expect((await provider.getTransactionReceipt(hash))!.blockNumber).to.equal(3);
    });

    it("lets a rival with the same nonce win", async () => {
      const hash = await pay(0);
      await anvil.mine();
      const rival = await sign(0, { value: 7n });
      const { lost } = await anvil.reorg({ depth: 1, first: [rival] });
      expect(lost).to.deep.equal([hash]);
      expect(await provider.getBalance(BOB.address)).to.equal(parseEther("10000") + 7n);
    });
  });

  describe("when a snapshot is taken", () => {
    it("forgets what came after it, once", async () => {
      await anvil.mine();
      const revert = await anvil.snapshot();
      await anvil.mine(3);
      await revert();
      expect((await anvil.head()).number).to.equal(1);
      expect(await revert().catch((error: Error) => error.message)).to.match(/used before/);
    });
  });

  describe("when a state is carried over", () => {
    it("has the balances and the blocks of the other chain", async () => {
      await anvil.setBalance(BOB.address, 5n);
      const head = await anvil.mine(3);
      const state = await anvil.dumpState();
      const other = await startAnvil({ genesis: GENESIS });
      try {
        await other.loadState(state);
        expect(await other.send("eth_getBalance", [BOB.address, "latest"])).to.equal(toQuantity(5));
        expect(await other.head()).to.deep.equal(head);
      } finally {
        await other.stop();
      }
    });
  });

  describe("when the next base fee is set", () => {
    it("holds for one block", async () => {
      await anvil.setNextBaseFee(800n);
      await anvil.mine(2);
      const fees = await Promise.all([1, 2].map(async (n) => (await provider.getBlock(n))!.baseFeePerGas));
      expect(fees).to.deep.equal([800n, 700n]);
    });
  });
});
