import { expect } from "chai";
import { Contract } from "ethers";
import { ReadProvider } from "../../../src/chain/ReadProvider.ts";
import type { ChainArchive } from "../../../src/verification/ChainArchive.ts";
import { readArchive } from "../../../src/verification/readArchive.ts";
import { recordReads } from "../../../src/verification/recordReads.ts";
import { replayReads } from "../../../src/verification/replayReads.ts";

const ADDRESS = "0x000000000000000000000000000000000000dEaD";
const archiveOf = (reads: ChainArchive["reads"]) =>
  ({ format: "commonweights.chain.v1", chainId: "1", blockNumber: 7, addresses: {}, reads }) as unknown as ChainArchive;

describe("recordReads", () => {
  describe("when the same is read twice", () => {
    it("keeps it once, with the last answer, and without what the node wrote into the params", async () => {
      let answer = 0;
      const { send, reads } = recordReads(async (_, params) => {
        (params as unknown[]).push("written by the node");
        return ++answer;
      });
      await send("eth_call", ["a"]);
      await send("eth_call", ["b"]);
      await send("eth_call", ["a"]);
      expect(reads()).to.deep.equal([
        { method: "eth_call", params: ["a"], result: 3 },
        { method: "eth_call", params: ["b"], result: 2 },
      ]);
    });
  });

  describe("when a read fails", () => {
    it("passes the error on and keeps nothing", async () => {
      const { send, reads } = recordReads(async () => {
        throw new RangeError("no");
      });
      const error = await send("eth_call", []).catch((e) => e);
      expect(error).to.be.instanceOf(RangeError);
      expect(reads()).to.deep.equal([]);
    });
  });
});

describe("replayReads", () => {
  it("answers what was recorded, null included, and refuses the rest", async () => {
    const send = replayReads(archiveOf([{ method: "eth_getTransactionByHash", params: ["0x01"], result: null }]));
    expect(await send("eth_getTransactionByHash", ["0x01"])).to.equal(null);
    const error = await send("eth_getTransactionByHash", ["0x02"]).then(
      () => undefined,
      (refusal: Error) => refusal,
    );
    expect(error).to.include({ code: "NOT_ARCHIVED" });
    expect(error?.message).to.include('eth_getTransactionByHash ["0x02"]');
  });
});

describe("readArchive", () => {
  const addresses = { modelRegistry: ADDRESS, rewardPool: ADDRESS, trainingRounds: ADDRESS, scoreBoard: ADDRESS };
  const whole = { ...archiveOf([]), addresses };

  it("reads back what was written", () => {
    expect(readArchive(JSON.stringify(whole))).to.deep.equal(whole);
  });

  const faults: readonly [what: string, text: string][] = [
    ["no JSON", "{"],
    ["another format", JSON.stringify({ ...whole, format: "commonweights.chain.v2" })],
    ["a chain without number", JSON.stringify({ ...whole, chainId: "one" })],
    ["an address that is none", JSON.stringify({ ...whole, addresses: { ...addresses, rewardPool: "0x1" } })],
    ["a contract without address", JSON.stringify({ ...whole, addresses: { rewardPool: ADDRESS } })],
    ["a read without params", JSON.stringify({ ...whole, reads: [{ method: "eth_call" }] })],
  ];
  for (const [what, text] of faults) {
    it(`refuses ${what}`, () => {
      expect(() => readArchive(text)).to.throw("not a commonweights.chain.v1 document");
    });
  }
});

describe("ReadProvider", () => {
  it("asks for the state and the logs as of its block, whatever the newest is", async () => {
    const asked: unknown[] = [];
    const provider = new ReadProvider({
      chainId: 1n,
      blockNumber: 7,
      send: async (method, params) => {
        asked.push([method, params.at(-1)]);
        return method === "eth_getLogs" ? [] : `0x${"00".repeat(31)}05`;
      },
    });
    const contract = new Contract(ADDRESS, ["function count() view returns (uint256)", "event Counted()"], provider);
    expect(await contract.getFunction("count")()).to.equal(5n);
    await contract.queryFilter("Counted", 3);
    const [call, logs] = asked as [unknown, [string, { fromBlock: string; toBlock: string }]];
    expect(call).to.deep.equal(["eth_call", "0x7"]);
    expect([logs[0], logs[1].fromBlock, logs[1].toBlock]).to.deep.equal(["eth_getLogs", "0x3", "0x7"]);
  });
});
