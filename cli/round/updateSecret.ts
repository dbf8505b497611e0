import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { Context } from "../Context.ts";

const digest = z.string().regex(/^0x[0-9a-f]{64}$/);
const schema = z.object({ updateDigest: digest, salt: digest });

/** What a commitment to an update hides until its reveal. */
export type UpdateSecret = z.output<typeof schema>;

const SALT_BYTES = 32;
const GENESIS_DIGITS = 10;

/** Where the secret of a contributor's update is kept between commit and reveal; devnets do not share theirs. */
export async function updateSecretPath(context: Context, roundId: bigint, contributor: string): Promise<string> {
  const { network, genesis } = await context.chain();
  const name = `${network.chainId}-${genesis.slice(0, GENESIS_DIGITS)}-${roundId}-${contributor}.json`;
  return join(context.home, "updates", name);
}

/**
 * The secrets that are kept for a round, the newest first: a commit to another update does not take away the secret of one that
 * may be included yet.
 * @throws BaseError `SECRET_DAMAGED`.
 */
export async function readUpdateSecrets(path: string): Promise<UpdateSecret[]> {
  const earlier = (await namesIn(dirname(path))).filter((name) => name.startsWith(`${basename(path, ".json")}-`));
  const paths = [path, ...earlier.map((name) => join(dirname(path), name))];
  return (await Promise.all(paths.map(readSecret))).filter((secret) => secret !== undefined);
}

/** Keeps a secret for an update before it is committed to; one that is kept for the same update is used again. */
export async function keepUpdateSecret(path: string, updateDigest: string): Promise<UpdateSecret> {
  const known = (await readUpdateSecrets(path)).find((secret) => secret.updateDigest === updateDigest);
  if (known !== undefined) return known;
  const newest = await readSecret(path);
  const secret = newUpdateSecret(updateDigest);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  if (newest !== undefined) await rename(path, path.replace(/\.json$/, `-${newest.updateDigest.slice(2, 12)}.json`));
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(secret)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return secret;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

/** Undefined when there is no such file. One that cannot be read is no reason to write over it. */
async function readSecret(path: string): Promise<UpdateSecret | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new BaseError("SECRET_DAMAGED", `The secret of an update in ${path} cannot be read.`, {
      remedy: "Mend the file, or move it away: what was committed with it can then not be revealed.",
      cause,
    });
  }
}

/** A secret that nobody keeps, for looking at a commit without making it. */
export function newUpdateSecret(updateDigest: string): UpdateSecret {
  return { updateDigest, salt: `0x${randomBytes(SALT_BYTES).toString("hex")}` };
}
