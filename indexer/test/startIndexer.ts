import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type TableName, tables } from "../../src/indexing/tables.ts";

/** A running Ponder app. */
export type Indexer = {
  /** Resolves when it has taken everything up to a block. */
  reach(block: number): Promise<void>;
  /** All rows of a table, as GraphQL gives them. */
  rows(table: TableName): Promise<Readonly<Record<string, unknown>>[]>;
  stop(): Promise<void>;
};

export type StartIndexerParameters = {
  /** Of the node. */
  readonly rpcUrl: string;
  readonly port: number;
} & (
  | { readonly databaseUrl: string }
  /** Of an embedded database. */
  | { readonly folder: string }
);

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PONDER = fileURLToPath(new URL("../node_modules/ponder/dist/esm/bin/ponder.js", import.meta.url));
const PAGE = 1000;
const PAUSE_MILLISECONDS = 200;
const TAIL_CHARACTERS = 4000;

/** Starts the app as an operator does, with its own database. */
export function startIndexer({ rpcUrl, port, ...database }: StartIndexerParameters): Indexer {
  const { PATH, HOME } = process.env;
  const child = spawn(
    process.execPath,
    [
      PONDER,
      "start",
      "--schema",
      "commonweights",
      "--port",
      String(port),
      "--hostname",
      "127.0.0.1",
      "--log-format",
      "json",
    ],
    {
      cwd: ROOT,
      env: {
        ...{ PATH, HOME, PONDER_TELEMETRY_DISABLED: "1", COMMONWEIGHTS_RPC_URL: rpcUrl },
        ...("folder" in database
          ? { COMMONWEIGHTS_INDEX_FOLDER: database.folder }
          : { DATABASE_URL: database.databaseUrl }),
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const url = `http://127.0.0.1:${port}`;
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk).slice(-TAIL_CHARACTERS);
    });
  }
  const status = async (): Promise<number> => {
    const response = await fetch(`${url}/status`).catch(() => undefined);
    if (response?.ok !== true) return -1;
    const chains = (await response.json()) as Record<string, { readonly block: { readonly number: number } }>;
    return Object.values(chains)[0]?.block.number ?? -1;
  };
  return {
    async reach(block) {
      while ((await status()) < block) {
        if (child.exitCode !== null) throw new Error(`Ponder ended (${child.exitCode}): ${said}`);
        await sleep(PAUSE_MILLISECONDS);
      }
    },
    async rows(table) {
      const columns = Object.keys(tables[table].columns).join(" ");
      const rows: Readonly<Record<string, unknown>>[] = [];
      for (let after: string | null = null; ; ) {
        const query = `{ ${table}s(limit: ${PAGE}${after === null ? "" : `, after: ${JSON.stringify(after)}`}) {
          items { ${columns} } pageInfo { hasNextPage endCursor } } }`;
        const response = await fetch(`${url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query }),
        });
        const { data, errors } = (await response.json()) as GraphQlAnswer;
        const page = data?.[`${table}s`];
        if (page === undefined) throw new Error(`${table}: ${JSON.stringify(errors)}`);
        rows.push(...page.items);
        if (!page.pageInfo.hasNextPage) return rows;
        after = page.pageInfo.endCursor;
      }
    },
    stop: () => end(child),
  };
}

type GraphQlAnswer = {
  readonly data?: Readonly<Record<string, Page>>;
  readonly errors?: unknown;
};
type Page = {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
}
