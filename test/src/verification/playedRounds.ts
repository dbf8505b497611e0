import { readFile } from "node:fs/promises";
import { liveRound } from "../../../services/demo/liveRound.ts";
import { penguinsPath } from "../../../services/demo/penguinsPath.ts";
import { buildPopulation, tableOfRecords } from "../../../services/demo/population.ts";
import { accountsOf, prepareWorld } from "../../../services/demo/prepareWorld.ts";
import { startChain } from "../../../services/demo/startChain.ts";
import { ReadProvider } from "../../../src/chain/ReadProvider.ts";
import type { Client } from "../../../src/client.ts";
import { archiveRounds } from "../../../src/verification/archiveRounds.ts";
import type { ChainArchive } from "../../../src/verification/ChainArchive.ts";
import { replayReads } from "../../../src/verification/replayReads.ts";
import type { Verification } from "../../../src/verification/verifyRound.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";

/** Round that three honest oracles of five settled; its copycat copied a commitment and could not reveal. */
export const HONEST = 1n;
/** Round that three lying oracles of five settled: everything for the flipper. Its copycat copied from the first. */
export const DISHONEST = 2n;

export type PlayedRounds = {
  readonly archive: ChainArchive;
  /** Every file, by digest. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** Verifications against the chain itself. */
  readonly verifications: readonly Verification[];
  /** Addresses of the contributors, in commit order: three owners, two trainers, flipper, free rider, copycat. */
  readonly contributors: readonly string[];
};

let played: Promise<PlayedRounds> | undefined;

/** Two rounds of the penguins, played once for all tests that only read them. */
export function playedRounds(): Promise<PlayedRounds> {
  played ??= play();
  return played;
}

async function play(): Promise<PlayedRounds> {
  const table = tableOfRecords(JSON.parse(await readFile(penguinsPath, "utf8")));
  const options = { table, label: "Species", ownerColumn: "Island", contributors: 8, rounds: 2, seed: 7 };
  const population = buildPopulation(options);
  const contents = new Map<string, Uint8Array>();
  const store = createMemoryStore(contents);
  const chain = await startChain({ accounts: accountsOf(8, 5), onReceipt: () => {} });
  const world = await prepareWorld({ chain, store, population, oracles: 5, say: () => {} });
  const start = { baseVersion: 1, base: population.initialParameters };
  const first = await liveRound(world, { ...start, round: 0, published: [] });
  const roles = ["honest", "honest", "liar", "liar", "liar"] as const;
  const oracles = world.oracles.map((oracle, k) => ({ ...oracle, role: roles[k]! }));
  const candidate = { baseVersion: 2, base: first.scored.aggregate };
  await liveRound({ ...world, oracles }, { ...candidate, round: 1, published: first.published });
  const { archive, verifications } = await archiveRounds({ send: chain.send, addresses: chain.addresses, store });
  const contributors = world.contributors.map(({ account }) => chain.accounts[account]!);
  return { archive: JSON.parse(JSON.stringify(archive)), contents, verifications, contributors };
}

/** A client of an archive. */
export function clientOf(archive: ChainArchive): Client {
  const { chainId, blockNumber, addresses } = archive;
  const runner = new ReadProvider({ send: replayReads(archive), chainId: BigInt(chainId), blockNumber });
  return { runner, addresses };
}

/** The archive with one bit of `part` changed wherever a read that `isMeant` answers with it. `part` is hexadecimal, without 0x. */
export function withBitFlipped(
  archive: ChainArchive,
  part: string,
  bit: number,
  isMeant: (read: ChainArchive["reads"][number]) => boolean,
): ChainArchive {
  const digit = (bit >> 2) % part.length;
  const flipped = (Number.parseInt(part[digit]!, 16) ^ (1 << (bit & 3))).toString(16);
  const altered = part.slice(0, digit) + flipped + part.slice(digit + 1);
  let hits = 0;
  const reads = archive.reads.map((read) => {
    const text = JSON.stringify(read.result);
    if (!isMeant(read) || !text.includes(part)) return read;
    hits += 1;
    return { ...read, result: JSON.parse(text.replaceAll(part, altered)) };
  });
  if (hits === 0) throw new RangeError(`No such read holds ${part}.`);
  return { ...archive, reads };
}
