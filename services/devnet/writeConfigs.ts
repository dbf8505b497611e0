import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encryptKeystoreJson } from "ethers";
import { writeExamples } from "../../src/learning/writeExamples.ts";
import type { DevActor, DevContributor, DevWorld } from "./DevWorld.ts";
import { peopleOf } from "./peopleOf.ts";

export type WriteConfigsParameters = {
  readonly world: DevWorld;
  /** Of the node. */
  readonly url: string;
  readonly chainId: number;
  /** Absolute path; the store is its folder `store`. */
  readonly folder: string;
};

/** A keystore is opened in milliseconds: these keys come from a mnemonic that the whole world knows. Nowhere else. */
const WEAK_SCRYPT = { N: 4096, r: 8, p: 1 };
const PASSPHRASE_BYTES = 16;
/** The chain of a devnet is never reorganised, and blocks come twice a second. */
const CHAIN = { finalityDepth: 64, confirmations: 1, maxClockSkewSeconds: null, pollMilliseconds: 250 };
const FEES = { maxFeePerGasGwei: 100, maxPriorityFeePerGasGwei: 1, bumpAfterSeconds: 60 };
const TURN_SECONDS = 6;

/**
 * Writes what a service needs to run as each contributor and oracle, and as the guest: `NAME.json`, and what it refers to in
 * `keys/`, `data/` and `addresses.json`. Everybody has a key there. Paths are relative, so the folder can be moved.
 */
export async function writeConfigs({ world, url, chainId, folder }: WriteConfigsParameters): Promise<void> {
  const { deployment, modelIds, seatStake, oracles, guest, contributors } = world;
  for (const name of ["keys", "data", "state", "logs"]) await mkdir(join(folder, name), { recursive: true });
  await writeJson(join(folder, "addresses.json"), deployment.addresses);
  for (const actor of peopleOf(world)) await writeKey(folder, actor);

  const write = async ({ name }: DevActor, own: object) => {
    await writeJson(join(folder, `${name}.json`), {
      chain: {
        endpoints: [url],
        chainId,
        addresses: "addresses.json",
        fromBlock: deployment.fromBlock,
        ...CHAIN,
      },
      signer: { kind: "keystore", keystore: `keys/${name}.json`, passphraseFile: `keys/${name}.passphrase` },
      fees: FEES,
      storage: [{ kind: "folder", path: "store" }],
      stateFolder: `state/${name}`,
      http: { port: 0 },
      ...own,
    });
  };
  const seats = modelIds.map((modelId) => ({ modelId: Number(modelId), stake: String(seatStake) }));
  for (const oracle of [...oracles, guest]) {
    await write(oracle, { seats, scoring: { kind: "here" }, turnSeconds: TURN_SECONDS });
  }
  for (const contributor of contributors) {
    const { datasetId, licenseId } = contributor;
    await write(contributor, {
      models: modelIds.map((modelId) => ({
        modelId: Number(modelId),
        datasetId: Number(datasetId),
        licenseId: Number(licenseId),
      })),
      trainer: { kind: "built-in", data: await writeData(folder, world, contributor) },
    });
  }
}

async function writeKey(folder: string, { name, wallet }: DevActor): Promise<void> {
  const passphrase = randomBytes(PASSPHRASE_BYTES).toString("hex");
  const path = join(folder, "keys", name);
  const { address, privateKey } = wallet;
  const keystore = await encryptKeystoreJson({ address, privateKey }, passphrase, { scrypt: WEAK_SCRYPT });
  await writeFile(`${path}.json`, keystore, { mode: 0o600 });
  await writeFile(`${path}.passphrase`, passphrase, { mode: 0o600 });
}

/** Writes a contributor's rows and resolves to how its configuration names them. */
async function writeData(
  folder: string,
  { data, encodingDigest }: DevWorld,
  { name, part }: DevContributor,
): Promise<object> {
  if (part.csv !== undefined && data.table !== undefined) {
    await writeFile(join(folder, "data", `${name}.csv`), part.csv);
    return { kind: "csv", path: `data/${name}.csv`, label: data.table.label, encoding: encodingDigest };
  }
  await writeFile(join(folder, "data", `${name}.safetensors`), writeExamples(part.examples));
  return { kind: "examples", path: `data/${name}.safetensors` };
}

async function writeJson(path: string, value: object): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
