import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { ReadProvider, type SendRequest } from "../chain/ReadProvider.ts";
import { read } from "../chain/read.ts";
import type { Addresses } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import type { ChainArchive } from "./ChainArchive.ts";
import { recordReads } from "./recordReads.ts";
import { type Verification, verifyRound } from "./verifyRound.ts";

export type ArchiveRoundsParameters = {
  readonly send: SendRequest;
  readonly addresses: Addresses;
  readonly store: ContentStore;
};

/** Verifies every round of a deployment that can be verified, and keeps all reads that this took. */
export async function archiveRounds({ send, addresses, store }: ArchiveRoundsParameters): Promise<{
  readonly archive: ChainArchive;
  readonly verifications: readonly Verification[];
}> {
  const chainId = BigInt((await send("eth_chainId", [])) as string);
  const blockNumber = Number((await send("eth_blockNumber", [])) as string);
  const recorded = recordReads(send);
  const runner = new ReadProvider({ send: recorded.send, chainId, blockNumber });
  const rounds = ITrainingRounds__factory.connect(addresses.trainingRounds, runner);
  const count = await read(rounds.roundCount());
  const verifications: Verification[] = [];
  for (let roundId = 1n; roundId <= count; roundId++) {
    try {
      verifications.push(await verifyRound({ runner, addresses }, store, { roundId }));
    } catch (error) {
      // A round that failed, or is still open, has nothing to verify; the archive keeps what says so.
      if (!(error instanceof BaseError && error.code === "ROUND_NOT_SETTLED")) throw error;
    }
  }
  const format = "commonweights.chain.v1";
  return {
    archive: { format, chainId: String(chainId), blockNumber, addresses, reads: recorded.reads() },
    verifications,
  };
}
