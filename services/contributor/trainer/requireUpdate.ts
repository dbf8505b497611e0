import { subtract } from "../../../src/learning/subtract.ts";
import { updateDefect } from "../../../src/scoring/updateDefect.ts";
import { TrainerError } from "./TrainerError.ts";

/**
 * The update that leads from `base` to `weights` [P], as oracles accept it.
 * @throws TrainerError `TRAINER_DIVERGED` for one that they would call malformed.
 */
export function requireUpdate(weights: Float64Array, base: Float64Array): Float64Array {
  const update = subtract(weights, base);
  const defect = updateDefect(update, base.length);
  if (defect === undefined) return update;
  throw new TrainerError("TRAINER_DIVERGED", `The training's update cannot be scored: ${defect}.`, {
    remedy: "Look for extreme values in the data, or train with a smaller learning rate.",
  });
}
