import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { readChangesets, writeSnapshot } from "./abiFiles.ts";
import { beforeOne } from "./beforeOne.ts";

const require = createRequire(import.meta.url);

/**
 * Makes a release of the changesets: raises the version wherever it is written, moves their texts into the changelog, and
 * makes the ABIs of now the snapshot. Resolves to the new version.
 */
export async function releaseVersion(root: URL): Promise<string> {
  const cwd = fileURLToPath(root);
  if ((await readVersion(root)).startsWith("0.")) {
    for (const [file, text] of await readChangesets(root)) await writeFile(new URL(file), beforeOne(text));
  }
  execFileSync(process.execPath, [require.resolve("@changesets/cli/bin.js"), "version"], {
    cwd,
    env: withoutNpm(process.env),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const version = await readVersion(root);
  await replace(new URL("cli/version.ts", root), /version = "[^"]*"/, `version = "${version}"`);
  // The first two are those of the package itself.
  const lock = new URL("package-lock.json", root);
  const { version: old } = JSON.parse(await readFile(lock, "utf8")) as { readonly version: string };
  for (let time = 0; time < 2; time++) await replace(lock, new RegExp(`("version": ?)"${old}"`), `$1"${version}"`);
  await writeSnapshot(root);
  return version;
}

/** What npm tells its scripts of the project it runs in misleads a program that looks for one itself. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(npm_|INIT_CWD$)/i.test(name)));
}

async function readVersion(root: URL): Promise<string> {
  return (JSON.parse(await readFile(new URL("package.json", root), "utf8")) as { readonly version: string }).version;
}

async function replace(file: URL, what: string | RegExp, by: string): Promise<void> {
  await writeFile(file, (await readFile(file, "utf8")).replace(what, by));
}
