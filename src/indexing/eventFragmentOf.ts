import { EventFragment, type Interface } from "ethers";
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
import type { IndexedContract } from "./indexedContracts.ts";

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

/** By contract and topic. A contract's are made when it is first met. */
const known = new Map<IndexedContract, ReadonlyMap<string, EventFragment>>();

/**
 * How an event of a contract is decoded; undefined for a topic that is none of its events. It is anonymous: the topic is
 * compared already, and must be left out of what is decoded.
 */
export function eventFragmentOf(contract: IndexedContract, topic: string | undefined): EventFragment | undefined {
  let fragments = known.get(contract);
  if (fragments === undefined) {
    fragments = fragmentsIn(factories[contract].createInterface());
    known.set(contract, fragments);
  }
  return fragments.get(topic ?? "");
}

function fragmentsIn(contract: Interface): ReadonlyMap<string, EventFragment> {
  const fragments = new Map<string, EventFragment>();
  contract.forEachEvent((event) => fragments.set(event.topicHash, lenient(event)));
  return fragments;
}

/** Bytes in the place of strings, which are encoded alike: anyone can put a string on the chain that is no UTF-8. */
function lenient(event: EventFragment): EventFragment {
  // The format is what EventFragment.from reads.
  const json = JSON.parse(event.format("json")) as { inputs: { type: string }[] };
  const inputs = json.inputs.map((input) => (input.type === "string" ? { ...input, type: "bytes" } : input));
  return EventFragment.from({ ...json, inputs, anonymous: true });
}
