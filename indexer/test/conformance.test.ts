import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Devnet, openDevnet } from "../../services/devnet/openDevnet.ts";
import { createQuorum } from "../../src/chain/createQuorum.ts";
import { openEndpoint } from "../../src/chain/openEndpoint.ts";
import { type TableName, tables } from "../../src/indexing/tables.ts";
import { type Index, openIndex } from "../../src/node/indexing/openIndex.ts";
import { syncIndex } from "../../src/node/indexing/syncIndex.ts";
import { delegateVotes } from "../../src/token/delegateVotes.ts";
import { transferTokens } from "../../src/token/transferTokens.ts";
import { freePort } from "./freePort.ts";
import { type Indexer, startIndexer } from "./startIndexer.ts";
import { type Postgres, startPostgres } from "./startPostgres.ts";

const NAMES = Object.keys(tables) as TableName[];

describe("Ponder and the embedded index", function () {
  this.timeout(240_000);
  let folder: string;
  let devnet: Devnet;
  let index: Index;
  let postgres: Postgres;
  const indexers = new Map<string, Indexer>();
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "commonweights-conformance-"));
    devnet = await openDevnet({
      ...{ oracles: 3, contributors: 2, isStill: true, port: 0 },
      folder: join(folder, "devnet"),
    });
    const genesis = (await devnet.node.send("eth_getBlockByNumber", ["0x0", false])) as { readonly hash: string };
    const { addresses, fromBlock } = devnet.world.deployment;
    index = await openIndex({
      ...{ folder: join(folder, "index"), chainId: devnet.chainId, genesis: genesis.hash, addresses, fromBlock },
    });
    postgres = await startPostgres();
    const rpcUrl = devnet.node.url;
    indexers.set("PGlite", startIndexer({ rpcUrl, port: await freePort(), folder: join(folder, "pglite") }));
    indexers.set("Postgres", startIndexer({ rpcUrl, port: await freePort(), databaseUrl: postgres.url }));
  });
  after(async () => {
    await Promise.all([...indexers.values()].map((indexer) => indexer.stop()));
    index?.close();
    await postgres?.stop();
    await devnet?.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const database of ["PGlite", "Postgres"] as const) {
    describe(`given ${database}`, () => {
      it("give the same rows for every table", async () => {
        await expectSame(indexers.get(database)!);
        expect(index.rows("proposal")).to.have.length.above(1);
        expect(index.rows("rewardClaim").length + index.rows("licenseUse").length).to.be.above(1);
      });

      it("give the same rows after a reorganisation that replaced what they had", async () => {
        const { users, treasury } = devnet.world;
        const before = index.rows("tokenHolding");
        await transferTokens(treasury.client, { recipient: users.bob.wallet.address, amount: 7n });
        await delegateVotes(users.alice.client, { delegatee: users.bob.wallet.address });
        await expectSame(indexers.get(database)!);
        expect(index.rows("tokenHolding")).to.not.deep.equal(before);

        await devnet.node.send("anvil_reorg", [3, []]);
        await transferTokens(treasury.client, { recipient: users.carol.wallet.address, amount: 11n });
        await expectSame(indexers.get(database)!);
        const bob = { account: users.bob.wallet.address };
        const was = before.find(({ account }) => account === bob.account)?.balance;
        expect(index.row("tokenHolding", bob)?.balance).to.equal(was);
      });
    });
  }

  async function expectSame(indexer: Indexer): Promise<void> {
    await syncIndex({ index, quorum: createQuorum({ endpoints: [openEndpoint(devnet.node.url)], needed: 1 }) });
    await indexer.reach(index.head()!.number);
    for (const name of NAMES) {
      const theirs = await indexer.rows(name);
      expect(sorted(name, theirs), name).to.deep.equal(sorted(name, index.rows(name)));
    }
  }
});

/** Rows in the order of their keys, with amounts as decimal strings, as JSON has them. */
function sorted(name: TableName, rows: readonly object[]): readonly object[] {
  const plain = rows.map((row) =>
    JSON.parse(JSON.stringify(row, (_, value) => (typeof value === "bigint" ? String(value) : value))),
  );
  const keyOf = (row: Record<string, unknown>) => JSON.stringify(tables[name].key.map((column) => row[column]));
  return plain.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
