import { execFile } from "node:child_process";
import { copyFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Files that modules read beside themselves: from the root, and to `dist/esm/`. */
const COPIES = [
  ["services/devnet/transactions.json", "services/devnet/transactions.json"],
  ["node_modules/vega-datasets/data/penguins.json", "services/demo/penguins.json"],
] as const;

/** Nobody imports these by name, so nobody reads their declarations. */
const INTERNAL = /^(cli|rocketh|scripts|services)\//;
/** What these are made from is not in the package. */
const UNMAPPED = /^(cli|rocketh|scripts|services|typechain-types|src\/abi)\//;

/** Compiles the package into `dist/`: modules for `import` with the command line and the services, and modules for `require`. */
export async function buildPackage(root: URL): Promise<void> {
  const dist = new URL("dist/", root);
  await rm(dist, { recursive: true, force: true });
  await Promise.all([compile("tsconfig.build.json", root), compile("tsconfig.build.cjs.json", root)]);
  await finish(new URL("esm/", dist), "module", root);
  await finish(new URL("cjs/", dist), "commonjs", root);
  for (const [from, to] of COPIES) await copyFile(new URL(from, root), new URL(`esm/${to}`, dist));
}

async function compile(project: string, root: URL): Promise<void> {
  try {
    await run(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", project], { cwd: fileURLToPath(root) });
  } catch (error) {
    const said = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    throw new Error(`${project} does not compile:\n${said}`, { cause: error });
  }
}

/** Says what the modules in a folder are, and takes away what nobody needs. */
async function finish(folder: URL, type: "module" | "commonjs", root: URL): Promise<void> {
  const { version } = JSON.parse(await readFile(new URL("package.json", root), "utf8")) as { readonly version: string };
  // Node and bundlers go by the nearest file of this name.
  const nearest = { type, version, sideEffects: false };
  await writeFile(new URL("package.json", folder), `${JSON.stringify(nearest, undefined, 2)}\n`);
  for (const name of await readdir(folder, { recursive: true })) {
    const file = new URL(name, folder);
    const isDeclaration = /\.d\.ts(\.map)?$/.test(name);
    if (INTERNAL.test(name) && isDeclaration) await rm(file);
    else if (UNMAPPED.test(name) && name.endsWith(".map")) await rm(file);
    else if (UNMAPPED.test(name) && /\.(js|d\.ts)$/.test(name)) await forgetMap(file);
  }
}

async function forgetMap(file: URL): Promise<void> {
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n"));
}
