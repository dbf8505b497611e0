import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
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

/** The kept secret; undefined when there is none. */
export async function readUpdateSecret(path: string): Promise<UpdateSecret | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** Keeps a secret for an update before it is committed to; one that is kept for the same update is used again. */
export async function keepUpdateSecret(path: string, updateDigest: string): Promise<UpdateSecret> {
  const kept = await readUpdateSecret(path);
  if (kept?.updateDigest === updateDigest) return kept;
  const secret = newUpdateSecret(updateDigest);
  await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
  await writeFile(path, `${JSON.stringify(secret)}\n`, { mode: 0o600 });
  return secret;
}

/** A secret that nobody keeps, for looking at a commit without making it. */
export function newUpdateSecret(updateDigest: string): UpdateSecret {
  return { updateDigest, salt: `0x${randomBytes(SALT_BYTES).toString("hex")}` };
}
