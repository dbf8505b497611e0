import { createSketch, type Sketch } from "./createSketch.ts";
import { referenceStep } from "./referenceStep.ts";
import type { ScoringParameters } from "./ScoringParameters.ts";
import { sketchSeed } from "./sketchSeed.ts";
import type { UpdateQuestion } from "./UpdateQuestion.ts";

/** What scoring knows before it looks at the first update. */
export type ScoringStart = {
  /** g0, see `referenceStep`. */
  readonly reference: Float64Array;
  readonly sketch: Sketch;
  /** Seed of the sketch, hidden until the slices were opened. */
  readonly seed: number;
  /** What is asked of every update of the round, and of every published one. */
  readonly ofUpdates: UpdateQuestion;
  readonly ofPublications: UpdateQuestion;
};

/**
 * The step of the root slice, and the first questions.
 * @throws LearningError when base or slices do not fit the network.
 */
export function startScoring({ network, base, root, validation, training, seed }: ScoringParameters): ScoringStart {
  const reference = referenceStep({ network, base, root, training, seed });
  const hidden = sketchSeed(validation);
  const parameters = base.length;
  return {
    reference,
    sketch: createSketch(parameters, hidden),
    seed: hidden,
    ofUpdates: { kind: "measure", parameters, direction: reference, seed: hidden },
    ofPublications: { kind: "sketch", parameters, seed: hidden },
  };
}
