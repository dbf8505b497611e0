import { index, onchainTable, type PgColumnsBuilders, primaryKey } from "ponder";
import { type ColumnType, type TableName, tables } from "../src/indexing/tables.ts";

/** How a column is kept in Postgres. Numbers below 2^53 come back as numbers, all larger ones as bigints. */
const builders = {
  id: (t) => t.bigint().notNull(),
  "id?": (t) => t.bigint(),
  amount: (t) => t.bigint().notNull(),
  "amount?": (t) => t.bigint(),
  time: (t) => t.int8({ mode: "number" }).notNull(),
  "time?": (t) => t.int8({ mode: "number" }),
  count: (t) => t.int8({ mode: "number" }).notNull(),
  "count?": (t) => t.int8({ mode: "number" }),
  flag: (t) => t.boolean().notNull(),
  "flag?": (t) => t.boolean(),
  text: (t) => t.text().notNull(),
  "text?": (t) => t.text(),
} as const satisfies Record<ColumnType, (t: PgColumnsBuilders) => unknown>;

type Columns<T extends TableName> = {
  [C in keyof (typeof tables)[T]["columns"]]: (typeof tables)[T]["columns"][C] extends infer K extends ColumnType
    ? ReturnType<(typeof builders)[K]>
    : never;
};

/** The Postgres table of a table of the index. */
function tableOf<T extends TableName>(name: T) {
  const { columns, key, indexes } = tables[name];
  return onchainTable(
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    (t) =>
      Object.fromEntries(Object.entries(columns).map(([column, type]) => [column, builders[type](t)])) as Columns<T>,
    (table) => {
      const columnsOf = (names: readonly string[]) => names.map((column) => table[column as keyof typeof table]);
      return {
        key: primaryKey({ columns: columnsOf(key) as never }),
        ...Object.fromEntries(
          indexes.map((names) => [`by_${names.join("_")}`, index().on(...(columnsOf(names) as [never]))]),
        ),
      };
    },
  );
}

// Ponder finds tables by what this file exports. A table that is missing here is missed by the writer's types.
export const dataset = tableOf("dataset");
export const datasetVersion = tableOf("datasetVersion");
export const offer = tableOf("offer");
export const offerRevision = tableOf("offerRevision");
export const license = tableOf("license");
export const licenseUse = tableOf("licenseUse");
export const credit = tableOf("credit");
export const allowedToken = tableOf("allowedToken");
export const model = tableOf("model");
export const modelVersion = tableOf("modelVersion");
export const modelChange = tableOf("modelChange");
export const round = tableOf("round");
export const roundUpdate = tableOf("roundUpdate");
export const roundOracle = tableOf("roundOracle");
export const sealingKey = tableOf("sealingKey");
export const forwardedUpdate = tableOf("forwardedUpdate");
export const pot = tableOf("pot");
export const funding = tableOf("funding");
export const contribution = tableOf("contribution");
export const reserve = tableOf("reserve");
export const rewardClaim = tableOf("rewardClaim");
export const claimer = tableOf("claimer");
export const revenue = tableOf("revenue");
export const seat = tableOf("seat");
export const stake = tableOf("stake");
export const exit = tableOf("exit");
export const proposal = tableOf("proposal");
export const operation = tableOf("operation");
export const vote = tableOf("vote");
export const delegation = tableOf("delegation");
export const delegateVotes = tableOf("delegateVotes");
export const tokenHolding = tableOf("tokenHolding");
export const counter = tableOf("counter");
