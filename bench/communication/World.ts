import type { Examples } from "../../src/learning/Examples.ts";
import type { Network } from "../../src/learning/Network.ts";

/** Who trains what: one part per worker, and rows that nobody trains on. */
export type World = { readonly network: Network; readonly parts: readonly Examples[]; readonly test: Examples };
