import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { engines } from "./determinism/engines.ts";

// A name in a variable: the type check must not need what only this folder installs.
const esbuild: string = "esbuild";
const { buildSync } = await import(esbuild);
const folder = mkdtempSync(join(tmpdir(), "determinism-"));
const script = join(folder, "digests.cjs");
const page = join(folder, "digests.html");
buildSync({
  entryPoints: [fileURLToPath(new URL("determinism/printDigests.ts", import.meta.url))],
  bundle: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  logLevel: "error",
  outfile: script,
});
writeFileSync(
  page,
  `<!doctype html><meta charset="utf-8"><body><script>${readFileSync(script, "utf8").replaceAll("</script", "<\\/script")}</script>`,
);

type Printed = { readonly engine: string; readonly digests: Record<string, string> };

let expected: Printed["digests"] | undefined;
let differing = 0;
for (const { name, run } of engines) {
  const printed = attempt(() => run(script, page));
  if (typeof printed === "string") {
    console.log(`- ${name}: skipped, ${printed}`);
    continue;
  }
  const { engine, digests } = printed;
  if (expected === undefined) {
    expected = digests;
    console.log(`### ${name}\n\n| what | SHA-256 |\n| --- | --- |`);
    for (const [what, digest] of Object.entries(digests)) console.log(`| ${what} | \`${digest}\` |`);
    console.log("\n### Other engines\n");
    continue;
  }
  const others = Object.keys(expected).filter((what) => digests[what] !== expected?.[what]);
  if (others.length > 0) differing++;
  console.log(`- ${name} (${engine}): ${others.length === 0 ? "identical" : `DIFFERENT in ${others.join("; ")}`}`);
}
rmSync(folder, { recursive: true });
process.exitCode = differing === 0 ? 0 : 1;

/** The digests that an engine printed, or why there are none. */
function attempt(run: () => string): Printed | string {
  try {
    const output = run();
    const json = /\{"engine".*?\}\}/s.exec(output)?.[0];
    return json === undefined ? "it printed no digests" : (JSON.parse(json) as Printed);
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] as string) : String(error);
  }
}
