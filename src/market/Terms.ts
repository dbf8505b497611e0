/** What can be licensed. */
export const AssetKind = { Dataset: 0, Model: 1 } as const;
export type AssetKind = (typeof AssetKind)[keyof typeof AssetKind];

/** Permitted uses, added up. */
export const Use = { Train: 1, Evaluate: 2, Infer: 4, Redistribute: 8, Derive: 16 } as const;

/** Terms of an offer, frozen into every license sold under them. */
export type Terms = {
  readonly kind: AssetKind;
  readonly assetId: bigint;
  /** Sum of {@link Use} bits. */
  readonly uses: number;
  /** 0: perpetual. */
  readonly durationSeconds: number;
  /** Uses that can be recorded; 0: unlimited. */
  readonly quota: number;
  readonly isTransferable: boolean;
  readonly resaleRoyaltyBps: number;
  /** The asset owner's part of what a model trained under the license earns. */
  readonly revenueShareBps: number;
  /** Address of the token. */
  readonly currency: string;
  /** Smallest units of the currency. */
  readonly price: bigint;
  /** SHA-256 of the policy that applies (off-chain term). */
  readonly policyDigest: string;
  /** SHA-256 of the text, Croissant or ODRL (off-chain term). */
  readonly termsDigest: string;
};
