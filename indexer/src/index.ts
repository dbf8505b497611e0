import { type Context, ponder } from "ponder:registry";
import type { Block, Log, Transaction } from "ponder";
import { projectEvent } from "../../src/indexing/projectEvent.ts";
import { createPonderWriter } from "./createPonderWriter.ts";
import { sources } from "./sources.ts";

type LogEvent = { readonly log: Log; readonly block: Block; readonly transaction: Transaction };

// The names of events come from the ABIs, so their types are these.
const registry = ponder as unknown as {
  on(name: string, handle: (given: { readonly event: LogEvent; readonly context: Context }) => Promise<void>): void;
};

for (const { contract, address, events } of sources) {
  for (const name of events) {
    registry.on(`${contract}:${name}`, async ({ event: { log, block, transaction }, context }) => {
      await projectEvent(createPonderWriter(context.db), {
        contract,
        address,
        topics: log.topics.filter((topic) => topic !== null),
        data: log.data,
        blockNumber: Number(block.number),
        logIndex: log.logIndex,
        transactionHash: transaction.hash,
        timestamp: Number(block.timestamp),
      });
    });
  }
}
