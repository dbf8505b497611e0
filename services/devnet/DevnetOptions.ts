/** What a devnet is started with. */
export type DevnetOptions = {
  /** 3 to 16. */
  readonly oracles: number;
  /** 2 to 12. */
  readonly contributors: number;
  /** No services, and time moves only when asked. */
  readonly isStill: boolean;
  /** Seconds of the chain per second of the wall, 1 to 60; means nothing when still. */
  readonly speed: number;
  /** Settled rounds to stop after; undefined: none. Means nothing when still. */
  readonly rounds: number | undefined;
  readonly folder: string;
  /** TCP port of the node; 0: a free one. */
  readonly port: number;
  readonly isJson: boolean;
};

/** What it is when nobody says otherwise: the command line's default values. */
export const devnetDefaults = {
  oracles: 3,
  contributors: 2,
  isStill: false,
  speed: 6,
  rounds: undefined,
  folder: "devnet",
  port: 8545,
  isJson: false,
} as const satisfies DevnetOptions;

/** Least and most of what is counted. */
export const devnetRanges = {
  oracles: [3, 16],
  contributors: [2, 12],
  speed: [1, 60],
  rounds: [1, 1000],
  port: [0, 65_535],
} as const satisfies Partial<Record<keyof DevnetOptions, readonly [number, number]>>;
