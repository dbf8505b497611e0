import { addScaled } from "./addScaled.ts";
import { admitUpdates } from "./admitUpdates.ts";
import { concludeScoring } from "./concludeScoring.ts";
import { pathGradient } from "./contribution/pathGradient.ts";
import { createAnswerer } from "./createAnswerer.ts";
import type { RoundScores } from "./RoundScores.ts";
import { requireNumbers } from "./requireNumbers.ts";
import { DEFAULT_SCORING_OPTIONS } from "./ScoringOptions.ts";
import type { ScoringParameters } from "./ScoringParameters.ts";
import { startScoring } from "./startScoring.ts";
import type { UpdateAnswer } from "./UpdateQuestion.ts";

/** A vector that scoring needs now; the answer is not kept. Undefined answers stand for what cannot be read. */
export type WantedVector = { readonly kind: "update" | "publication"; readonly index: number };

/**
 * The production score of a round (docs/scoring.md): what each update added to the aggregate that is really applied.
 * Made of exact operations in index order: whoever holds the inputs gets the same bits. A generator, so that rounds larger
 * than memory are scored by the same lines: it asks for one update at a time, each at most three times, and holds
 * a few vectors of the model's length whatever the number of contributors. See `scoreUpdates` for a round in memory.
 * @throws LearningError when base or slices do not fit the network.
 * @throws RetryableError `UPDATE_GONE` when an update is answered once and not again.
 */
export function* scoringSteps(
  parameters: ScoringParameters,
): Generator<WantedVector, RoundScores, Float64Array | undefined> {
  const { network, base, submissions, publications, validation } = parameters;
  const { quadratureTolerance } = parameters.options ?? DEFAULT_SCORING_OPTIONS;
  const start = startScoring(parameters);

  const ofUpdate = createAnswerer(start.ofUpdates, start.sketch);
  const updates: UpdateAnswer[] = [];
  for (const index of submissions.keys()) updates.push(ofUpdate(yield { kind: "update", index }));
  const ofPublication = createAnswerer(start.ofPublications, start.sketch);
  const published: UpdateAnswer[] = [];
  for (const index of publications.keys()) published.push(ofPublication(yield { kind: "publication", index }));
  const admission = admitUpdates(parameters, start, { updates, publications: published });

  const { coefficients } = admission;
  const aggregate = base.slice();
  const read = createAnswerer({ kind: "read", parameters: base.length });
  for (const [index, coefficient] of coefficients.entries()) {
    if (coefficient === 0) continue;
    addScaled(aggregate, coefficient, requireNumbers(read(yield { kind: "update", index }), index));
  }

  const path = pathGradient({ network, base, aggregate, validation, quadratureTolerance });
  const products = new Float64Array(submissions.length);
  const project = createAnswerer({ kind: "project", parameters: base.length, direction: path.descent });
  for (const [index, coefficient] of coefficients.entries()) {
    if (coefficient === 0) continue;
    products.set(requireNumbers(project(yield { kind: "update", index }), index), index);
  }
  return concludeScoring(parameters, admission, { aggregate, path, products });
}
