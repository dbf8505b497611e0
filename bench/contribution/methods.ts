import { antitheticShapley } from "../../src/scoring/contribution/antitheticShapley.ts";
import type { CoalitionGame } from "../../src/scoring/contribution/CoalitionGame.ts";
import type { ContributionValues } from "../../src/scoring/contribution/ContributionValues.ts";
import type { DifferentiableGame } from "../../src/scoring/contribution/DifferentiableGame.ts";
import { exactBanzhaf } from "../../src/scoring/contribution/exactBanzhaf.ts";
import { exactShapley } from "../../src/scoring/contribution/exactShapley.ts";
import { gtgShapley } from "../../src/scoring/contribution/gtgShapley.ts";
import { individualGain } from "../../src/scoring/contribution/individualGain.ts";
import { leaveOneOut } from "../../src/scoring/contribution/leaveOneOut.ts";
import { pathIntegratedGradient } from "../../src/scoring/contribution/pathIntegratedGradient.ts";
import { sampledBanzhaf } from "../../src/scoring/contribution/sampledBanzhaf.ts";

/** What is compared; the first is the reference. Those of `pathMethods` need gradients. */
export const methods: Record<string, (game: CoalitionGame, seed: number) => ContributionValues> = {
  "exact Shapley": exactShapley,
  "GTG-Shapley": (game, seed) => gtgShapley(game, { mostEvaluations: 2 ** game.players, seed }),
  "antithetic 15 × 2": (game, seed) => antitheticShapley(game, { pairs: 15, seed }),
  "antithetic 5 × 2": (game, seed) => antitheticShapley(game, { pairs: 5, seed }),
  "exact Banzhaf": exactBanzhaf,
  "Banzhaf MSR, 200 draws": (game, seed) => sampledBanzhaf(game, { samples: 200, seed }),
  "leave-one-out": leaveOneOut,
  "individual gain": individualGain,
};

export const pathMethods: Record<string, (game: DifferentiableGame) => ContributionValues> = {
  "path-integrated, 2 nodes": (game) => pathIntegratedGradient(game, { quadratureTolerance: Infinity }),
  "path-integrated, 5 nodes": (game) => pathIntegratedGradient(game, { quadratureTolerance: 0 }),
};
