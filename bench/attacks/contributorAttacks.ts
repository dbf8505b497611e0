import type { ContributorAttack } from "./AttackContext.ts";
import { climbScore } from "./contributors/climbScore.ts";
import { copyBest } from "./contributors/copyBest.ts";
import { copySpied } from "./contributors/copySpied.ts";
import { flipLabels } from "./contributors/flipLabels.ts";
import { flipSign } from "./contributors/flipSign.ts";
import { flipTargeted } from "./contributors/flipTargeted.ts";
import { followStep } from "./contributors/followStep.ts";
import { littleIsEnough } from "./contributors/littleIsEnough.ts";
import { manipulateInnerProduct } from "./contributors/manipulateInnerProduct.ts";
import { oneGradient } from "./contributors/oneGradient.ts";
import { outputBiases } from "./contributors/outputBiases.ts";
import { plantBackdoor } from "./contributors/plantBackdoor.ts";
import { replayOwn } from "./contributors/replayOwn.ts";
import { replayStep } from "./contributors/replayStep.ts";
import { submitNoise } from "./contributors/submitNoise.ts";
import { trainOn } from "./contributors/trainOn.ts";
import { trainOnInvented } from "./contributors/trainOnInvented.ts";

export type NamedAttack = {
  readonly name: string;
  /** What the attacker is after: pay without work, or a worse model; "none" is honest work, to compare with. */
  readonly aim: "pay" | "harm" | "none";
  /** First round in which it differs from doing nothing or working; pay is counted from there. From 0. */
  readonly firstRound: 0 | 1;
  /** All attackers submit the same vector. */
  readonly isShared?: true;
  readonly attack: ContributorAttack;
};

/** Attackers that add nothing: what is lost then is only their data. */
export const IDLE = "free ride on noise";

const NOISES = [0.05, 0.2, 0.5, 1] as const;
/** Per parameter: moves no prediction. */
const FREE_RIDER_DEVIATION = 1e-4;
const percent = (part: number): string => `${100 * part} %`;

/** Every attack by contributors that pretend to be one contributor each. */
export const contributorAttacks: readonly NamedAttack[] = [
  { name: "label flip", aim: "harm", firstRound: 0, attack: flipLabels },
  { name: "targeted flip", aim: "harm", firstRound: 0, attack: flipTargeted },
  { name: "sign flip", aim: "harm", firstRound: 0, attack: flipSign(1) },
  { name: "sign flip ×5", aim: "harm", firstRound: 0, attack: flipSign(5) },
  { name: "ALIE, optimal", aim: "harm", firstRound: 0, isShared: true, attack: littleIsEnough },
  { name: "IPM 0.5", aim: "harm", firstRound: 0, isShared: true, attack: manipulateInnerProduct(0.5) },
  { name: "IPM 2", aim: "harm", firstRound: 0, isShared: true, attack: manipulateInnerProduct(2) },
  { name: "Gaussian", aim: "harm", firstRound: 0, attack: submitNoise(1) },
  { name: "backdoor", aim: "harm", firstRound: 0, attack: plantBackdoor(1) },
  { name: "backdoor ×5", aim: "harm", firstRound: 0, attack: plantBackdoor(5) },
  { name: IDLE, aim: "pay", firstRound: 0, attack: submitNoise(FREE_RIDER_DEVIATION) },
  { name: "replay last step", aim: "pay", firstRound: 1, attack: replayStep(0) },
  ...NOISES.map((noise) => named(`replay last step + ${percent(noise)} noise`, replayStep(noise))),
  { name: "replay own first update", aim: "pay", firstRound: 1, attack: replayOwn(0) },
  ...NOISES.map((noise) => named(`replay own first update + ${percent(noise)} noise`, replayOwn(noise))),
  { name: "copy best published", aim: "pay", firstRound: 1, attack: copyBest(0) },
  ...NOISES.map((noise) => named(`copy best published + ${percent(noise)} noise`, copyBest(noise))),
  { name: "copy an unrevealed update", aim: "pay", firstRound: 0, attack: copySpied(0) },
  ...NOISES.map(
    (noise): NamedAttack => ({
      name: `copy an unrevealed update + ${percent(noise)} noise`,
      aim: "pay",
      firstRound: 0,
      attack: copySpied(noise),
    }),
  ),
  named("last step + 50 % of one gradient", followStep(0.5, oneGradient)),
  named("last step + 5 % of one gradient", followStep(0.05, oneGradient)),
  named("last step + 10 % of invented rows' step", followStep(0.1, trainOnInvented)),
  named("last step + 25 % of noise on the output biases", followStep(0.25, outputBiases)),
  { name: "train on invented rows", aim: "pay", firstRound: 1, attack: trainOnInvented },
  { name: "climb the score", aim: "pay", firstRound: 0, attack: climbScore },
  { name: "honest, on the climber's rows", aim: "none", firstRound: 0, attack: (at) => trainOn(at, at.shadow) },
  { name: "honest, as a yardstick", aim: "none", firstRound: 0, attack: ({ own }) => own },
];

function named(name: string, attack: ContributorAttack): NamedAttack {
  return { name, aim: "pay", firstRound: 1, attack };
}
