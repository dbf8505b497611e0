import type { Interface } from "ethers";
import {
  CommonToken__factory,
  DatasetRegistry__factory,
  LicenseMarket__factory,
  ModelGovernor__factory,
  ModelRegistry__factory,
  RewardPool__factory,
  ScoreBoard__factory,
  SealedUpdates__factory,
  Staking__factory,
  TimelockController__factory,
  TrainingRounds__factory,
} from "../../typechain-types/index.ts";
import { createEventDecoder, type EventDecoder } from "./createEventDecoder.ts";
import type { IndexEvent } from "./IndexEvent.ts";
import type { IndexedContract } from "./indexedContracts.ts";

/** An event's name, and its arguments by their names. */
export type DecodedEvent = { readonly name: string; readonly args: Readonly<Record<string, unknown>> };

const factories: Readonly<Record<IndexedContract, { createInterface(): Interface }>> = {
  timelock: TimelockController__factory,
  commonToken: CommonToken__factory,
  staking: Staking__factory,
  modelGovernor: ModelGovernor__factory,
  datasetRegistry: DatasetRegistry__factory,
  modelRegistry: ModelRegistry__factory,
  licenseMarket: LicenseMarket__factory,
  rewardPool: RewardPool__factory,
  trainingRounds: TrainingRounds__factory,
  scoreBoard: ScoreBoard__factory,
  sealedUpdates: SealedUpdates__factory,
};

type Known = ReadonlyMap<string, { readonly name: string; readonly decode: EventDecoder }>;

/** By contract and topic. A contract's events are prepared when it is first met. */
const known = new Map<IndexedContract, Known>();

/**
 * Decodes an event of an indexed contract as `createEventDecoder` does; undefined for one that its contract does not declare.
 * @throws BaseError `EVENT_UNREADABLE`.
 */
export function decodeEvent({
  contract,
  topics,
  data,
}: Pick<IndexEvent, "contract" | "topics" | "data">): DecodedEvent | undefined {
  let events = known.get(contract);
  if (events === undefined) {
    events = eventsIn(factories[contract].createInterface());
    known.set(contract, events);
  }
  const event = events.get(topics[0] ?? "");
  return event === undefined ? undefined : { name: event.name, args: event.decode(topics, data) };
}

function eventsIn(contract: Interface): Known {
  const events = new Map<string, { readonly name: string; readonly decode: EventDecoder }>();
  contract.forEachEvent((event) => {
    events.set(event.topicHash, { name: event.name, decode: createEventDecoder(event) });
  });
  return events;
}
