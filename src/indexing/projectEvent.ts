import { decodeEvent } from "./decodeEvent.ts";
import { commonTokenHandlers } from "./handlers/commonTokenHandlers.ts";
import { datasetRegistryHandlers } from "./handlers/datasetRegistryHandlers.ts";
import { licenseMarketHandlers } from "./handlers/licenseMarketHandlers.ts";
import { modelGovernorHandlers } from "./handlers/modelGovernorHandlers.ts";
import { modelRegistryHandlers } from "./handlers/modelRegistryHandlers.ts";
import { rewardPoolHandlers } from "./handlers/rewardPoolHandlers.ts";
import { scoreBoardHandlers } from "./handlers/scoreBoardHandlers.ts";
import { sealedUpdatesHandlers } from "./handlers/sealedUpdatesHandlers.ts";
import { stakingHandlers } from "./handlers/stakingHandlers.ts";
import { timelockHandlers } from "./handlers/timelockHandlers.ts";
import { trainingRoundsHandlers } from "./handlers/trainingRoundsHandlers.ts";
import type { IndexEvent } from "./IndexEvent.ts";
import type { IndexWriter } from "./IndexWriter.ts";
import type { IndexedContract } from "./indexedContracts.ts";

type AnyHandler = (writer: IndexWriter, args: unknown, event: IndexEvent) => Promise<void>;

/** Each is typed by its contract, whose interface decodes what it is given. */
const handlers: Readonly<Record<IndexedContract, object>> = {
  timelock: timelockHandlers,
  commonToken: commonTokenHandlers,
  staking: stakingHandlers,
  modelGovernor: modelGovernorHandlers,
  datasetRegistry: datasetRegistryHandlers,
  modelRegistry: modelRegistryHandlers,
  licenseMarket: licenseMarketHandlers,
  rewardPool: rewardPoolHandlers,
  trainingRounds: trainingRoundsHandlers,
  scoreBoard: scoreBoardHandlers,
  sealedUpdates: sealedUpdatesHandlers,
};

/**
 * Writes what one event of an indexed contract changes. The outcome follows from the rows and the event alone. Events must
 * come in the chain's order, from the deployment's first block on; those that no table keeps change nothing.
 * @throws BaseError `INDEX_ROW_MISSING` when earlier events are missing.
 */
export async function projectEvent(writer: IndexWriter, event: IndexEvent): Promise<void> {
  const decoded = decodeEvent(event);
  if (decoded === undefined) return;
  const { name, args } = decoded;
  await (handlers[event.contract] as Readonly<Record<string, AnyHandler | undefined>>)[name]?.(writer, args, event);
}
