import { antitheticShapley } from "../../src/scoring/contribution/antitheticShapley.ts";
import type { CoalitionGame } from "../../src/scoring/contribution/CoalitionGame.ts";
import type { ContributionValues } from "../../src/scoring/contribution/ContributionValues.ts";
import { createAdditiveGame } from "../../src/scoring/contribution/createAdditiveGame.ts";
import { createRenormalizedGame } from "../../src/scoring/contribution/createRenormalizedGame.ts";
import type { DifferentiableGame } from "../../src/scoring/contribution/DifferentiableGame.ts";
import { exactBanzhaf } from "../../src/scoring/contribution/exactBanzhaf.ts";
import { exactShapley } from "../../src/scoring/contribution/exactShapley.ts";
import { gtgShapley } from "../../src/scoring/contribution/gtgShapley.ts";
import { individualGain } from "../../src/scoring/contribution/individualGain.ts";
import { leaveOneOut } from "../../src/scoring/contribution/leaveOneOut.ts";
import { pathIntegratedGradient } from "../../src/scoring/contribution/pathIntegratedGradient.ts";
import { sampledBanzhaf } from "../../src/scoring/contribution/sampledBanzhaf.ts";
import type { GameRound } from "./GameRounds.ts";

export type GameKind = "additive" | "renormalised";

/** A method, and how it values one round; every call starts from a game that knows no coalition. */
export type Method = {
  readonly name: string;
  readonly valuesOf: (round: GameRound, seed: number) => ContributionValues;
};

type GameMethods = Record<string, (game: CoalitionGame, seed: number) => ContributionValues>;

const few: GameMethods = {
  "exact Shapley": exactShapley,
  "GTG-Shapley": (game, seed) => gtgShapley(game, { mostEvaluations: 2 ** game.players, seed }),
  "antithetic 15 × 2": (game, seed) => antitheticShapley(game, { pairs: 15, seed }),
  "antithetic 5 × 2": (game, seed) => antitheticShapley(game, { pairs: 5, seed }),
  "exact Banzhaf": exactBanzhaf,
  "Banzhaf MSR, 200 draws": (game, seed) => sampledBanzhaf(game, { samples: 200, seed }),
};

const many: GameMethods = {
  "antithetic 100 × 2": (game) => antitheticShapley(game, { pairs: 100, seed: 4_000_000_000 }),
  "GTG-Shapley, 5,000 evaluations": (game, seed) => gtgShapley(game, { mostEvaluations: 5_000, seed }),
  "antithetic 5 × 2": (game, seed) => antitheticShapley(game, { pairs: 5, seed }),
  "Banzhaf MSR, 1,000 draws": (game, seed) => sampledBanzhaf(game, { samples: 1_000, seed }),
};

const both: GameMethods = { "leave-one-out": leaveOneOut, "individual gain": individualGain };

const paths: Record<string, (game: DifferentiableGame) => ContributionValues> = {
  "path-integrated, 2 nodes": (game) => pathIntegratedGradient(game, { quadratureTolerance: Number.MAX_VALUE }),
  "path-integrated, 5 nodes": (game) => pathIntegratedGradient(game, { quadratureTolerance: 0 }),
};

/** What is compared on a game of `players`; the first is the reference. Only the additive game has gradients. */
export function methodsFor(kind: GameKind, players: number): Method[] {
  const sampled = Object.entries({ ...(players <= 16 ? few : many), ...both }).map(([name, method]) => ({
    name,
    valuesOf: (round: GameRound, seed: number) =>
      method(kind === "additive" ? createAdditiveGame(round) : createRenormalizedGame(round), seed),
  }));
  if (kind === "renormalised") return sampled;
  const integrated = Object.entries(paths).map(([name, method]) => ({
    name,
    valuesOf: (round: GameRound) => method(createAdditiveGame(round)),
  }));
  return [...sampled, ...integrated];
}
