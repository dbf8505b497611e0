import { expect } from "chai";
import { canonicalAnswer, revertData } from "../../../src/chain/canonicalAnswer.ts";

const hash = `0x${"ab".repeat(32)}`;
const block = {
  number: "0x10",
  hash,
  parentHash: `0x${"cd".repeat(32)}`,
  timestamp: "0x64",
  logsBloom: "0x00",
  baseFeePerGas: "0x7",
  transactions: [hash],
};
const log = {
  address: `0x${"aa".repeat(20)}`,
  topics: [hash],
  data: "0x01",
  blockHash: hash,
  blockNumber: "0x10",
  transactionHash: hash,
  transactionIndex: "0x0",
  logIndex: "0x2",
};
const receipt = { transactionHash: hash, blockHash: hash, blockNumber: "0x10", status: "0x1", gasUsed: "0x5208" };
const transaction = {
  hash,
  blockHash: hash,
  blockNumber: "0x10",
  from: log.address,
  to: log.address,
  transactionIndex: "0x0",
  type: "0x2",
  chainId: "0x1",
  nonce: "0x3",
  input: "0xff",
  value: "0x0",
  gas: "0x5208",
  v: "0x1",
  r: "0xabc",
  s: "0xdef",
};

/** Each method whose answers clients spell differently, with an answer, and what is one of it. */
const cases = [
  { method: "eth_getBlockByNumber", one: block as Readonly<Record<string, unknown>>, wrap: (one: unknown) => one },
  { method: "eth_getTransactionReceipt", one: receipt, wrap: (one: unknown) => one },
  { method: "eth_getTransactionByHash", one: transaction, wrap: (one: unknown) => one },
  { method: "eth_getLogs", one: log, wrap: (one: unknown) => [one] },
];

describe("canonicalAnswer", () => {
  for (const { method, one, wrap } of cases) {
    const spell = (change: Readonly<Record<string, unknown>>) =>
      canonicalAnswer(method, { result: wrap({ ...one, ...change }) })?.text;

    describe(`when two clients answer ${method}`, () => {
      it("ignores the fields that only one of them has", () => {
        expect(spell({ size: "0x220", totalDifficulty: "0x0", removed: false, yParity: "0x1" })).to.equal(spell({}));
      });

      it("ignores the order of fields and the case of digits", () => {
        const backwards = Object.fromEntries(Object.entries(one).reverse());
        const upper = (value: unknown) => (typeof value === "string" ? value.toUpperCase().replace("0X", "0x") : value);
        const shouted = Object.fromEntries(Object.entries(backwards).map(([name, value]) => [name, upper(value)]));
        expect(canonicalAnswer(method, { result: wrap(shouted) })?.text).to.equal(spell({}));
      });

      it("lets nothing else of the answer be believed", () => {
        const { answer } = canonicalAnswer(method, { result: wrap({ ...one, size: "0x220", removed: true }) })!;
        expect(answer).to.deep.equal({ result: wrap(one) });
      });

      for (const field of Object.keys(one)) {
        it(`tells apart two that differ in ${field}`, () => {
          expect(spell({ [field]: "0x77" })).to.not.equal(spell({}));
        });
      }
    });
  }

  it("reads numbers of a signature with and without leading zeros alike", () => {
    const spell = (change: object) =>
      canonicalAnswer("eth_getTransactionByHash", { result: { ...transaction, ...change } })?.text;
    expect(spell({ r: "0x0abc", v: "0x01" })).to.equal(spell({}));
    expect(spell({ r: "0xabc0" })).to.not.equal(spell({}));
  });

  it("tells apart logs that are missing, doubled or in another order", () => {
    const other = { ...log, logIndex: "0x3" };
    const spelled = [[], [log], [log, log], [log, other], [other, log]].map(
      (result) => canonicalAnswer("eth_getLogs", { result })?.text,
    );
    expect(new Set(spelled).size).to.equal(spelled.length);
  });

  it("tells a block that is not there from one that is", () => {
    expect(canonicalAnswer("eth_getBlockByNumber", { result: null })).to.deep.equal({
      text: "null",
      answer: { result: null },
    });
  });

  it("takes every part of an answer whose form it does not know", () => {
    const spell = (result: unknown) => canonicalAnswer("eth_call", { result })?.text;
    expect(spell("0xAB")).to.equal(spell("0xab"));
    expect(spell("0xab")).to.not.equal(spell("0xabcd"));
    expect(spell({ a: ["0x1"] })).to.not.equal(spell({ a: ["0x2"] }));
  });

  describe("when a node refuses", () => {
    const refusal = (error: { code: number; message: string; data?: unknown }) =>
      canonicalAnswer("eth_call", { error })?.text;

    it("takes a revert for an answer, whatever words the client has for it", () => {
      const geth = refusal({ code: 3, message: "execution reverted", data: "0xDEADBEEF" });
      const nethermind = refusal({ code: -32015, message: "VM execution error.", data: "0xdeadbeef" });
      const hardhat = refusal({ code: -32603, message: "reverted with a custom error", data: { data: "0xdeadbeef" } });
      expect(new Set([geth, nethermind, hardhat])).to.deep.equal(new Set(["reverted 0xdeadbeef"]));
    });

    it("tells apart reverts with other data", () => {
      expect(refusal({ code: 3, message: "", data: "0x01" })).to.not.equal(
        refusal({ code: 3, message: "", data: "0x02" }),
      );
    });

    it("takes a revert without data for one", () => {
      expect(refusal({ code: -32000, message: "execution reverted" })).to.equal("reverted 0x");
    });

    for (const error of [
      { code: -32005, message: "limit exceeded" },
      { code: -32000, message: "header not found" },
      { code: -32601, message: "the method does not exist", data: { reason: "unknown" } },
    ]) {
      it(`takes "${error.message}" for no answer about the chain`, () => {
        expect(refusal(error)).to.equal(undefined);
        expect(revertData(error)).to.equal(undefined);
      });
    }
  });
});
