import type { ContractTransactionReceipt } from "ethers";
import { sha256 } from "ethers";
import { announceSealedUpdate } from "../src/sealing/announceSealedUpdate.ts";
import { forwardSealedUpdate } from "../src/sealing/forwardSealedUpdate.ts";
import { generateOracleKey } from "../src/sealing/generateOracleKey.ts";
import { openUpdate } from "../src/sealing/openUpdate.ts";
import { publishOracleKey } from "../src/sealing/publishOracleKey.ts";
import { recordOpening } from "../src/sealing/recordOpening.ts";
import { sealUpdate } from "../src/sealing/sealUpdate.ts";
import { openHiddenSlices, revealedRound } from "../test/support/sealedRound.ts";

const REPEATS = 10;

console.log("| update | members | sealed file is larger by | seal | open |");
console.log("|---|---:|---:|---:|---:|");
for (const parameters of [1_000, 100_000, 1_000_000]) {
  for (const members of [3, 16]) {
    const bytes = new Uint8Array(8 * parameters).map((_, i) => (i * 37) & 0xff);
    const updateDigest = sha256(bytes);
    const pairs = await Promise.all(Array.from({ length: members }, generateOracleKey));
    const keys = pairs.map(({ key }) => key);
    // The last member reads past everybody else's stanza.
    const identities = [pairs[members - 1]!.identity];
    const sealed = await sealUpdate({ bytes, keys });
    const sealing = await medianMilliseconds(() => sealUpdate({ bytes, keys }));
    const opening = await medianMilliseconds(() => openUpdate({ sealed, identities, updateDigest }));
    const name = `${parameters.toLocaleString("en")} parameters`;
    const overhead = `${(sealed.length - bytes.length).toLocaleString("en")} B`;
    console.log(`| ${name} | ${members} | ${overhead} | ${sealing.toFixed(1)} ms | ${opening.toFixed(1)} ms |`);
  }
}

const gas = new Map<string, bigint>();
const world = await revealedRound();
const onReceipt = (name: string, receipt: ContractTransactionReceipt) => gas.set(name, receipt.gasUsed);
const clientOf = (runner: typeof world.olga) => ({ ...world.clientOf(runner), onReceipt });
const { store, roundId, olga, erin, updates, identitiesOf } = world;
await publishOracleKey(clientOf(erin), { key: (await generateOracleKey()).key });
for (const { contributor, bytes } of updates) {
  await announceSealedUpdate(clientOf(contributor), store, { roundId, bytes });
}
await openHiddenSlices(world);
const identities = identitiesOf(olga);
const { address } = updates[0]!.contributor;
await forwardSealedUpdate(clientOf(olga), store, { roundId, contributor: address, identities });
await recordOpening(clientOf(olga), store, { roundId, identities });
await world.close();
console.log("\n| call (committee of 3) | gas |\n|---|---:|");
for (const name of ["publishKey", "announce", "forward", "recordOpening"]) {
  console.log(`| ${name} | ${gas.get(name)!.toLocaleString("en")} |`);
}

async function medianMilliseconds(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let k = 0; k < REPEATS; k++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[REPEATS / 2] as number;
}
