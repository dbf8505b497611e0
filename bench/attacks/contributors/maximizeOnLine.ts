export type MaximizeOnLineOptions = {
  readonly start: number;
  /** First step; doubled while the value grows. */
  readonly step: number;
  /** Factor of the step after each try once it stopped growing, in (0.5, 1). */
  readonly shrink: number;
  readonly evaluations: number;
};

/** A good argument of a function of one number: steps that double while they help, then shrink around the best. */
export function maximizeOnLine(value: (at: number) => number, options: MaximizeOnLineOptions): number {
  let best = options.start;
  let most = value(best);
  let step = options.step;
  let isGrowing = true;
  for (let evaluation = 1; evaluation < options.evaluations; evaluation++) {
    const tried = value(best + step);
    const isBetter = tried > most;
    if (isBetter) {
      best += step;
      most = tried;
    } else {
      isGrowing = false;
    }
    step *= isGrowing ? 2 : options.shrink;
  }
  return best;
}
