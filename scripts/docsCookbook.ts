import { readFileSync, writeFileSync } from "node:fs";
import { withPrograms } from "./docs/withPrograms.ts";

/** Puts the programs of docs/cookbook/ into docs/cookbook.md. */
const docs = new URL("../docs/", import.meta.url);
const page = new URL("cookbook.md", docs);
writeFileSync(
  page,
  withPrograms(readFileSync(page, "utf8"), (path) => readFileSync(new URL(path, docs), "utf8")),
);
