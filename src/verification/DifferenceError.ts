import { BaseError } from "../errors/BaseError.ts";

/** A number or byte that is not what it must be. */
export type Difference = {
  /** What was being compared, as in the counts of a verification. */
  readonly kind: string;
  /** Whose it is and where, with both values. */
  readonly sentence: string;
};

/** The first difference between what a round claims and what follows from its data. */
export class DifferenceError extends BaseError {
  override name = "DifferenceError";
  readonly difference: Difference;

  constructor(difference: Difference) {
    super("DIFFERENCE", difference.sentence, { remedy: "Compare with another node and another copy of the files." });
    this.difference = difference;
  }
}
