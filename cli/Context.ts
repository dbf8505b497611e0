import type { Quorum } from "../src/chain/createQuorum.ts";
import type { Client } from "../src/client.ts";
import type { Index } from "../src/node/indexing/openIndex.ts";
import type { Answer } from "./Answer.ts";
import type { Account } from "./account/Account.ts";
import type { AccountPlaces } from "./account/findAccount.ts";
import type { CliProcess } from "./CliProcess.ts";
import type { GlobalOptions } from "./globalOptions.ts";
import type { Network } from "./network/Network.ts";
import type { Settings } from "./network/Settings.ts";
import type { Unit } from "./output/formatAmount.ts";
import type { Deed } from "./writing/Deed.ts";

/** A connection to the network's nodes, which are of the right chain. */
export type Chain = {
  readonly network: Network;
  readonly quorum: Quorum;
  /** Hash of block 0: tells one devnet from the next. */
  readonly genesis: string;
};

/** The kept events, up to the newest block, and a client that reads as of the same block. */
export type Indexed = {
  readonly index: Index;
  readonly client: Client;
  /** Of the newest block, seconds. */
  readonly now: number;
};

/** What a command works with. Nothing is opened before it is asked for, and main closes it all. */
export type Context = {
  readonly options: GlobalOptions;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  settings(): Promise<Settings>;
  network(): Promise<Network>;
  chain(): Promise<Chain>;
  /** Reads state as of the newest block. For what events tell, use {@link indexed}. */
  client(): Promise<Client>;
  /** Brings the index up to date first. */
  indexed(): Promise<Indexed>;
  /** Timestamp of the newest block, seconds. */
  now(): Promise<number>;
  /** Where accounts can be. */
  places(): Promise<AccountPlaces>;
  /** The account in use. @throws BaseError `ACCOUNT_MISSING`. */
  account(): Promise<Account>;
  /** Its address; for reads about oneself. */
  address(): Promise<string>;
  /** The account that is meant: a name, an address, or without one the account in use. */
  addressOf(who: string | undefined): Promise<string>;
  /** Symbol and decimals of a token. */
  unitOf(token: string): Promise<Unit>;
  /** Shows what would be done, asks, and does it. */
  carryOut(deed: Deed): Promise<Answer>;
  /** Says something on standard error, unless told to be quiet. */
  note(text: string): void;
  /** Asks for a passphrase at the terminal, which is not shown. */
  askHidden(question: string): Promise<string>;
  /** Hands the process over, signals and all, to a command that lives until it is stopped. */
  takeProcess(): CliProcess;
  /** Asks yes or no at the terminal. @throws BaseError `CONFIRMATION_NEEDED` without one, unless `--yes` was given. */
  confirm(question: string): Promise<boolean>;
};
