import { readdir, rm, writeFile } from "node:fs/promises";
import { contractPages } from "./docs/contractPages.ts";

/** Writes docs/reference/ from the last build. */
const folder = new URL("../docs/reference/", import.meta.url);
const pages = await contractPages();
for (const file of await readdir(folder)) if (!pages.has(file)) await rm(new URL(file, folder));
for (const [file, text] of pages) await writeFile(new URL(file, folder), text);
console.log(`${pages.size} pages in docs/reference`);
