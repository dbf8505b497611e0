/** A call that a service wants to be part of the chain exactly once. */
export type Intent = {
  /** What it is for. Two intents with one key are the same act: the second is not sent. */
  readonly key: string;
  readonly to: string;
  readonly data: string;
  /** Chain time, seconds, before which no node may see the call: what it reveals is not public yet. */
  readonly validFrom?: number;
  /** Chain time, seconds, after which the call is pointless: a transaction that waits longer is taken back. */
  readonly validUntil: number;
};
