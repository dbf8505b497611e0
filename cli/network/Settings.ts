import type { Addresses } from "../../src/client.ts";

/** A network as it was added. */
export type SavedNetwork = {
  readonly chainId: number;
  readonly endpoints: readonly string[];
  /** Only for deployments that the package does not know. */
  readonly addresses?: Addresses | undefined;
  readonly fromBlock?: number | undefined;
};

/** What is kept between commands. */
export type Settings = {
  readonly network?: string | undefined;
  readonly account?: string | undefined;
  readonly networks: Readonly<Record<string, SavedNetwork>>;
};
