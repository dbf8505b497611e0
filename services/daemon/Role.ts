import type { BlockRef } from "../../src/chain/Block.ts";
import type { Intent } from "../../src/chain/Intent.ts";
import type { TransactionSigner } from "../../src/chain/TransactionSigner.ts";
import type { Addresses, Client } from "../../src/client.ts";
import type { RevertError } from "../../src/errors/RevertError.ts";
import type { State } from "../../src/node/state/openState.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import type { RoundRecord } from "../../src/training/RoundRecord.ts";
import type { Logger } from "../operation/Logger.ts";
import type { Metrics } from "../operation/Metrics.ts";
import type { Alarms } from "./createAlarms.ts";
import type { Jobs } from "./createJobs.ts";

/** What a role works with from the start to the end of its service. */
export type RoleTools = {
  readonly signer: TransactionSigner;
  readonly addresses: Addresses;
  readonly chainId: bigint;
  readonly state: State;
  /** Shared with the others. */
  readonly storage: ContentStore;
  /** Files that nobody else sees. */
  readonly files: ContentStore;
  readonly jobs: Jobs;
  readonly alarms: Alarms;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Told where work stands, for tracing. */
  readonly onStep: (step: string) => void;
};

/** One turn of the loop, on one agreed head. */
export type Turn = {
  /** Chain time of the head, seconds. */
  readonly now: number;
  /** The newest block that is deep enough to act on what it says. */
  readonly confirmedBlock: number;
  /** Timestamp of that block, seconds. */
  readonly confirmedTime: number;
  readonly head: BlockRef;
  /** Whether the head is part of the chain still: what was read as of it may be kept. */
  isCurrent(): boolean;
  /** Reads as of the head. */
  readonly client: Client;
  /** Whether there is gas money for new rounds; what was begun is ended in any case. */
  readonly mayBegin: boolean;
  /** Makes the call part of the chain, once; resolves to why the contract would refuse it, which is decided anew on the next head. */
  ensure(intent: Intent): Promise<RevertError | undefined>;
};

/** What became of an act: nothing is left to do about it, or it has to be looked at again on the next head. */
export type ActOutcome = "done" | "waiting";

/** What a service does beyond following the chain: the part that differs between oracles and contributors. */
export type Role = {
  /** Models whose rounds matter. */
  readonly modelIds: readonly bigint[];
  /** What has to be true whatever rounds there are: stakes, seats, keys. Resolves to whether it is. */
  keep(turn: Turn): Promise<boolean>;
  /** Decides and acts in one round. Resolves to when it has to be looked at again, chain time; undefined: on the next head. */
  play(turn: Turn, round: RoundRecord): Promise<number | undefined>;
  close(): Promise<void>;
};
