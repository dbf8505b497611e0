import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { createAgreedClient } from "../../src/chain/createAgreedClient.ts";
import { createQuorum } from "../../src/chain/createQuorum.ts";
import { openEndpoint } from "../../src/chain/openEndpoint.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";
import { openStorage } from "../../src/node/openStorage.ts";
import { openEvents } from "../../src/node/state/openEvents.ts";
import { openSealedStore } from "../../src/sealing/openSealedStore.ts";
import { foldRound } from "../../src/training/foldRound.ts";
import type { JudgingThreadAnswer, JudgingThreadData } from "./judgeBeside.ts";
import { type FoundJudgement, judgeRound } from "./judgeRound.ts";
import { openExecutor } from "./openExecutor.ts";

/** The thread in which one round is judged; see `createJudgeBeside`. */
async function judge({ order, config, account }: JudgingThreadData): Promise<FoundJudgement> {
  const { roundId, head, mayWait, identity } = order;
  const { endpoints, quorum: needed, chainId, addresses } = config.chain;
  const events = openEvents(join(config.stateFolder, "state.sqlite"));
  const scoring = await openExecutor(config.scoring);
  try {
    const topic = `0x${roundId.toString(16).padStart(64, "0")}`;
    const round = foldRound(events.logs({ topics: [undefined, [topic]], toBlock: head.number }));
    if (round === undefined)
      throw new RetryableError("ROUND_GONE", `Round ${roundId} is not part of the chain any more.`);
    const quorum = createQuorum({ endpoints: endpoints.map((url) => openEndpoint(url)), needed });
    const client = createAgreedClient({ quorum, events, head, chainId, addresses, account });
    const storage = await openStorage(config.storage);
    const sealedStore = await openSealedStore(client, storage, { roundId, identities: [identity] });
    const { executor } = scoring;
    return await judgeRound({ client, sealedStore, round, mayWait, ...(executor === undefined ? {} : { executor }) });
  } finally {
    await scoring.close();
    events.close();
  }
}

function failureOf(error: unknown): JudgingThreadAnswer {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof BaseError ? error.code : "UNEXPECTED";
  return { failure: { code, message, isRetryable: error instanceof RetryableError } };
}

const answer: JudgingThreadAnswer = await judge(workerData as JudgingThreadData).catch(failureOf);
parentPort?.postMessage(answer);
