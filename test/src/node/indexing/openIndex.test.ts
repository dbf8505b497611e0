import { copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "chai";
import type { BaseError } from "../../../../src/errors/BaseError.ts";
import { type Index, type OpenIndexParameters, openIndex } from "../../../../src/node/indexing/openIndex.ts";
import { createEventChain } from "./createEventChain.ts";
import { NOTHING, party, SYNTHETIC_ACTS, SYNTHETIC_ADDRESSES } from "./syntheticEvents.ts";

type Open = (changes?: Partial<OpenIndexParameters>) => Promise<Index>;

/** Lives with a folder for indexes. */
async function inFolder(live: (open: Open, notes: readonly string[]) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-index-"));
  const opened: Index[] = [];
  const notes: string[] = [];
  const open: Open = async (changes = {}) => {
    const index = await openIndex({
      ...{ folder: join(folder, "index"), chainId: 5, genesis: "0x00", addresses: SYNTHETIC_ADDRESSES, fromBlock: 1 },
      onNote: (text) => notes.push(text),
      ...changes,
    });
    opened.push(index);
    return index;
  };
  try {
    await live(open, notes);
  } finally {
    for (const index of opened) index.close();
    await rm(folder, { recursive: true });
  }
}

/** Lets everything happen so many times. */
async function fill(index: Index, turns: number): Promise<void> {
  const chain = createEventChain();
  let state = NOTHING;
  for (let turn = 0; turn < turns; turn++) {
    for (const act of SYNTHETIC_ACTS) {
      const done = act(state);
      state = done.state;
      chain.mine(done.events);
    }
  }
  await index.append(chain.blocks().slice(1));
}

const codeOf = (error: unknown) => (error as BaseError).code;

describe("openIndex", () => {
  it("makes a folder that only its owner can read, and a file per chain and deployment", () =>
    inFolder(async (open) => {
      const index = await open();
      expect((await stat(join(index.path, ".."))).mode & 0o777).to.equal(0o700);
      const others = [{ chainId: 6 }, { genesis: "0x01" }, { fromBlock: 2 }].map(open);
      const paths = (await Promise.all(others)).map(({ path }) => path);
      expect(new Set([index.path, ...paths]).size).to.equal(4);
      expect((await open()).path).to.equal(index.path);
    }));

  describe("given the file of another deployment", () => {
    it("throws INDEX_OF_ANOTHER", () =>
      inFolder(async (open) => {
        const [one, other] = [await open(), await open({ chainId: 6 })];
        one.close();
        other.close();
        await copyFile(other.path, one.path);
        const error = await open().catch((thrown: unknown) => thrown);
        expect(codeOf(error)).to.equal("INDEX_OF_ANOTHER");
        expect((error as Error).message)
          .to.contain("chain 6")
          .and.to.contain("delete that file");
      }));
  });

  describe("given a file that another version of the program made", () => {
    it("empties it, and says so", () =>
      inFolder(async (open, notes) => {
        const index = await open();
        await fill(index, 1);
        index.close();
        const database = new DatabaseSync(index.path);
        database.exec("UPDATE identity SET value = 'older' WHERE name = 'version'; DROP TABLE vote;");
        database.close();
        const again = await open();
        expect(notes).to.deep.equal(["The index was made by another version of this program: it is made again."]);
        expect(again.head()).to.equal(undefined);
        expect(again.rows("vote")).to.deep.equal([]);
        await fill(again, 1);
        expect(again.rows("vote").length).to.equal(1);
      }));
  });

  describe("when rows are read", () => {
    it("gives them in the order of their keys, or of a column, both ways, in pages", () =>
      inFolder(async (open) => {
        const index = await open();
        await fill(index, 12);
        const ids = (query: Parameters<typeof index.rows<"dataset">>[1]) =>
          index.rows("dataset", query).map(({ id }) => id);
        expect(ids({ limit: 3 })).to.deep.equal([1n, 2n, 3n]);
        expect(ids({ limit: 3, offset: 10 })).to.deep.equal([11n, 12n]);
        expect(ids({ descending: true, limit: 2 })).to.deep.equal([12n, 11n]);
        expect(ids({ orderBy: "registeredAt", descending: true, limit: 1 })).to.deep.equal([12n]);
        expect(ids({ orderBy: "versionCount" })).to.deep.equal(ids({}));
      }));

    it("sorts amounts by size, whatever their length", () =>
      inFolder(async (open) => {
        const index = await open();
        await fill(index, 12);
        const balances = index.rows("tokenHolding", { orderBy: "balance" }).map(({ balance }) => balance);
        expect(balances.length).to.be.greaterThan(10);
        expect(balances).to.deep.equal([...balances].sort((a, b) => (a < b ? -1 : 1)));
      }));

    it("gives those that have a value, one of several, or none", () =>
      inFolder(async (open) => {
        const index = await open();
        await fill(index, 5);
        expect(index.rows("offer", { where: { kind: "dataset", assetId: 3n } }).map(({ id }) => id)).to.deep.equal([
          3n,
        ]);
        expect(index.rows("offer", { where: { id: [1n, 4n, 99n], kind: undefined } }).length).to.equal(2);
        expect(index.rows("offer", { where: { id: [] } })).to.deep.equal([]);
        expect(index.rows("offer", { where: { closedAt: null } }).length).to.equal(5);
        expect(index.rows("license", { where: { isTransferable: true } }).length).to.equal(5);
        expect(index.rows("license", { where: { isTransferable: false } })).to.deep.equal([]);
        const [proposal] = index.rows("proposal", { where: { number: 2 } });
        expect(index.row("proposal", { id: proposal!.id })).to.deep.equal(proposal);
        expect(index.row("proposal", { id: 1n })).to.equal(undefined);
      }));

    it("takes values as values, and no other columns than the table has", () =>
      inFolder(async (open) => {
        const index = await open();
        await fill(index, 1);
        const hostile = `x"; DROP TABLE dataset; --`;
        expect(index.rows("dataset", { where: { provider: hostile } })).to.deep.equal([]);
        const queries = [{ orderBy: hostile }, { where: { [hostile]: 1 } }, { orderBy: "constructor" }] as object[];
        for (const query of queries) expect(() => index.rows("dataset", query)).to.throw("has no column");
        expect(index.rows("dataset").length).to.equal(1);
      }));
  });

  describe("when events are read", () => {
    it("gives those that a filter wants", () =>
      inFolder(async (open) => {
        const index = await open();
        await fill(index, 2);
        const { trainingRounds } = SYNTHETIC_ADDRESSES;
        const logs = index.logs({ addresses: [trainingRounds], fromBlock: 11 });
        expect(logs.map(({ blockNumber }) => blockNumber)).to.deep.equal([15, 16, 17]);
      }));
  });

  describe("when events come that presume others", () => {
    it("throws INDEX_ROW_MISSING, and keeps nothing of their blocks", () =>
      inFolder(async (open) => {
        const index = await open();
        const chain = createEventChain();
        chain.mine(SYNTHETIC_ACTS[0]!(NOTHING).events);
        chain.mine(SYNTHETIC_ACTS[5]!({ ...NOTHING, rounds: 7 }).events);
        const error = await index.append(chain.blocks().slice(1)).catch((thrown: unknown) => thrown);
        expect(codeOf(error)).to.equal("INDEX_ROW_MISSING");
        expect((error as Error).message).to.contain("no round with id 7");
        expect(index.head()).to.equal(undefined);
        expect(index.row("tokenHolding", { account: party(1) })).to.equal(undefined);
        expect(index.logs({})).to.deep.equal([]);
        await index.append(chain.blocks().slice(1, 2));
        expect(index.head()!.number).to.equal(1);
      }));
  });
});
