import { ISealedUpdates__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { revealedUpdates } from "../training/revealedUpdates.ts";

/** One sealed copy of an update. */
export type SealedCopy = {
  /** The contributor itself, or the member of the committee that forwarded it. */
  readonly sealedBy: string;
  /** SHA-256 of the age file. */
  readonly sealedDigest: string;
  /** Block of the announcement, and its place among the block's events. */
  readonly block: number;
  readonly index: number;
};

/** A revealed update and where its sealed copies are. */
export type SealedUpdate = {
  readonly contributor: string;
  /** SHA-256 of the update (safetensors). */
  readonly updateDigest: string;
  /** The contributor's own first; empty when it announced none. */
  readonly copies: readonly SealedCopy[];
};

/** The revealed updates of a round by position, with their sealed copies, read from events. */
export async function sealedUpdatesOf(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<SealedUpdate[]> {
  const sealing = ISealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  const revealed = await revealedUpdates(client, { roundId, fromBlock });
  const announced = await read(sealing.queryFilter(sealing.filters.UpdateSealed(roundId), fromBlock));
  const forwarded = await read(sealing.queryFilter(sealing.filters.UpdateForwarded(roundId), fromBlock));
  const copies = new Map<string, SealedCopy[]>(revealed.map(({ contributor }) => [contributor, []]));
  for (const { args, blockNumber, index } of announced) {
    const { contributor, sealedDigest } = args;
    copies.get(contributor)?.push({ sealedBy: contributor, sealedDigest, block: blockNumber, index });
  }
  for (const { args, blockNumber, index } of forwarded) {
    const { contributor, oracle, sealedDigest } = args;
    copies.get(contributor)?.push({ sealedBy: oracle, sealedDigest, block: blockNumber, index });
  }
  return revealed.map(({ contributor, updateDigest }) => {
    return { contributor, updateDigest, copies: copies.get(contributor) ?? [] };
  });
}
