import type { TimelockController } from "../../../typechain-types/index.ts";
import type { Handlers } from "../Handlers.ts";
import type { IndexWriter } from "../IndexWriter.ts";

/** What happens to queued proposals past the governor: it emits nothing when the timelock itself cancels or executes one. */
export const timelockHandlers: Handlers<TimelockController> = {
  Cancelled: (writer, { id }, { timestamp }) => end(writer, id, { canceledAt: timestamp }),
  CallExecuted: (writer, { id }, { timestamp }) => end(writer, id, { executedAt: timestamp }),
};

async function end(
  writer: IndexWriter,
  id: string,
  change: { readonly canceledAt: number } | { readonly executedAt: number },
): Promise<void> {
  const operation = await writer.get("operation", { id });
  if (operation !== undefined) await writer.update("proposal", { id: operation.proposalId }, () => change);
}
