import type { AdditiveGameParameters } from "../../src/scoring/contribution/createAdditiveGame.ts";
import type { RenormalizedGameParameters } from "../../src/scoring/contribution/createRenormalizedGame.ts";

/** One round, as both games see it. */
export type GameRound = AdditiveGameParameters &
  RenormalizedGameParameters & {
    /** Contributor per position of `terms` and `updates`. */
    readonly submitters: readonly number[];
  };

/** All rounds of one seed. */
export type GameRounds = { readonly contributors: number; readonly rounds: readonly GameRound[] };
