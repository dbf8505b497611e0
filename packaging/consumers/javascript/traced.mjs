import { match } from "node:assert";
import { addressesOf } from "commonweights/addresses";

// Run with --enable-source-maps: a stack names the TypeScript, which is there.
try {
  addressesOf(5);
} catch (error) {
  match(error.stack, /src\/addresses\/addressesOf\.ts:\d+/);
  console.log("- a stack leads to the source");
}
