import { parseArgs } from "node:util";
import { compareGas } from "./gas/compareGas.ts";
import { formatComparisons } from "./gas/formatComparisons.ts";

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const comparisons = await compareGas();
if (values.json) {
  const rows = comparisons.flatMap(({ operation, gas, peer }) =>
    peer === undefined ? [] : [{ operation, gas, peer: peer.name, peerGas: peer.gas }],
  );
  console.log(JSON.stringify(rows, null, 2));
} else {
  console.log(formatComparisons(comparisons));
}
if (comparisons.some(({ gas, limit }) => limit !== undefined && gas > limit)) process.exitCode = 1;
