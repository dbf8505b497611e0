import type { ScoreExplanation } from "../scoring/ScoreExplanation.ts";

/** What a status means in words. */
export type StatusWords = {
  /** Whether the update got as far as being clipped, trusted and valued. */
  readonly isValued: boolean;
  /** Completes "Outcome: ". */
  readonly outcome: string;
};

/** One entry per status: a new one does not pass the type check without its words. */
export const statusWords: Readonly<Record<ScoreExplanation["status"], StatusWords>> = {
  scored: { isValued: true, outcome: "it helped the model, and is paid for what it added." },
  negative: { isValued: true, outcome: "it raised the validation loss; what hurts earns nothing." },
  untrusted: { isValued: true, outcome: "it points away from what the root slice teaches; it was left out." },
  malformed: { isValued: false, outcome: "it is no usable update and earns nothing." },
  "duplicate-of-update": { isValued: false, outcome: "it repeats an earlier commit of the round and earns nothing." },
  "duplicate-of-published": {
    isValued: false,
    outcome: "it repeats an update that was public already and earns nothing.",
  },
  "no-work": { isValued: false, outcome: "it holds no work of its own and earns nothing." },
  "round-not-significant": { isValued: true, outcome: "the round's gain is within chance; nobody is paid." },
};
