import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Tensorflow } from "./trainWithTensorflow.ts";

const MODULES = fileURLToPath(new URL("../node_modules/", import.meta.url));
const PACKAGE = "@tensorflow/tfjs-core";
const ENTRY = `
export * from "${PACKAGE}";
import "${PACKAGE}/dist/register_all_gradients.js";
import "${PACKAGE}/dist/public/chained_ops/register_all_chained_ops.js";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
setWasmPaths(${JSON.stringify(`${MODULES}@tensorflow/tfjs-backend-wasm/dist/`)});
`;

/**
 * tfjs-core with gradients and the WebAssembly and plain JavaScript backends, or undefined where it is not installed.
 * Bundled first: only the sources of the packages, not their Node builds, register the gradients.
 */
export async function loadTensorflow(): Promise<Tensorflow | undefined> {
  if (!existsSync(`${MODULES}${PACKAGE}`)) return undefined;
  // A name in a variable: the type check must not need what only this folder installs.
  const esbuild: string = "esbuild";
  const outfile = `${MODULES}.tensorflow.cjs`;
  const { buildSync } = await import(esbuild);
  buildSync({
    stdin: { contents: ENTRY, resolveDir: MODULES },
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "error",
    outfile,
  });
  return createRequire(import.meta.url)(outfile) as Tensorflow;
}
