/** What may go wrong between a service and its node. */
export type Fault =
  // The connection
  | { readonly kind: "latency"; readonly milliseconds: readonly [least: number, most: number] }
  /** Closed without an answer. With probability 1, an outage. */
  | { readonly kind: "drop" }
  /** Closed in the middle of the answer. */
  | { readonly kind: "cut" }
  /** Nothing comes, until the proxy heals or closes. */
  | { readonly kind: "hang" }
  /** Status 429. */
  | { readonly kind: "too-many-requests" }
  /** Status 500. */
  | { readonly kind: "server-error" }
  /** Status 200, and no JSON. */
  | { readonly kind: "garbage" }
  // A node that does not know
  /** Everything as it was that many blocks ago. */
  | { readonly kind: "stale"; readonly blocks: number }
  /** Blocks and receipts are null. */
  | { readonly kind: "missing-block" }
  /** The last of the logs are not there. */
  | { readonly kind: "truncated-logs" }
  | { readonly kind: "duplicated-logs" }
  | { readonly kind: "reordered-logs" }
  // A node that lies
  | { readonly kind: "wrong-chain"; readonly chainId: number }
  | { readonly kind: "wrong-log-data" }
  | { readonly kind: "wrong-block-hash" }
  | { readonly kind: "wrong-timestamp"; readonly seconds: number }
  | { readonly kind: "wrong-call-result" }
  | { readonly kind: "wrong-receipt-status" }
  | { readonly kind: "wrong-nonce"; readonly by: number }
  // A node that does not pass on
  /** A transaction is accepted and never heard of again. */
  | { readonly kind: "swallowed-transaction" }
  /** A transaction is accepted at once and passed on later. */
  | { readonly kind: "delayed-transaction"; readonly milliseconds: number };

/** When a fault happens. */
export type FaultRule = Fault & {
  /** For each request that it can happen to, in [0, 1]; always unless given. */
  readonly probability?: number;
  /** Only to requests of these methods; to every one that it makes sense for unless given. */
  readonly methods?: readonly string[];
  /** Never again after so many times. */
  readonly times?: number;
};
