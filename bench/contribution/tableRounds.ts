import { playRounds } from "../../services/demo/playRounds.ts";
import type { Population, RoundSlices } from "../../services/demo/population.ts";
import type { GameRounds } from "./GameRounds.ts";

/** The rounds of a population as they are played: the terms are those of the aggregate that is really applied. */
export function tableRounds(population: Population): GameRounds {
  const rounds = playRounds(population).map(({ submitters, updates, terms, base }, round) => ({
    network: population.network,
    base,
    terms,
    updates,
    validation: (population.slices[round] as RoundSlices).validation,
    submitters,
  }));
  return { contributors: population.contributors.length, rounds };
}
