import fc from "fast-check";
import type { AggregationRule } from "../../../../src/learning/aggregation/AggregationRule.ts";
import { centeredClipping } from "../../../../src/learning/aggregation/centeredClipping.ts";
import { coordinateMedian } from "../../../../src/learning/aggregation/coordinateMedian.ts";
import { divideAndConquer } from "../../../../src/learning/aggregation/divideAndConquer.ts";
import { federatedAverage } from "../../../../src/learning/aggregation/federatedAverage.ts";
import { geometricMedian } from "../../../../src/learning/aggregation/geometricMedian.ts";
import { krum } from "../../../../src/learning/aggregation/krum.ts";
import { multiKrum } from "../../../../src/learning/aggregation/multiKrum.ts";
import { nearestNeighborMixing } from "../../../../src/learning/aggregation/nearestNeighborMixing.ts";
import { sumOfTerms } from "../../../../src/learning/aggregation/sumOfTerms.ts";
import { trimmedMean } from "../../../../src/learning/aggregation/trimmedMean.ts";
import { trustedAggregate } from "../../../../src/learning/aggregation/trustedAggregate.ts";

/** f that every rule below is made for; Krum then needs 7 updates. */
export const BYZANTINE_COUNT = 2;
export const LENGTH = 4;

const common = { byzantineCount: BYZANTINE_COUNT, seed: 5 };

/** Every rule, for updates of `LENGTH` numbers in a world whose unit of length is `unit`. */
export function rulesAt(unit: number): Readonly<Record<string, AggregationRule>> {
  const reference = Float64Array.of(3, -1, 0.5, 2).map((x) => x * unit);
  return {
    federatedAverage: sumOfTerms(federatedAverage),
    coordinateMedian,
    trimmedMean: trimmedMean(BYZANTINE_COUNT),
    krum: krum(BYZANTINE_COUNT),
    multiKrum: multiKrum(BYZANTINE_COUNT),
    geometricMedian: geometricMedian({ smoothing: 1e-6 * unit }),
    centeredClipping: centeredClipping({ center: reference, radius: 2 * unit }),
    divideAndConquer: divideAndConquer(common),
    "divideAndConquer on two coordinates, three times": divideAndConquer({ ...common, sampleSize: 2, iterations: 3 }),
    "nearestNeighborMixing, trimmedMean": nearestNeighborMixing(BYZANTINE_COUNT, trimmedMean(BYZANTINE_COUNT)),
    "nearestNeighborMixing, geometricMedian": nearestNeighborMixing(
      BYZANTINE_COUNT,
      geometricMedian({ smoothing: 1e-6 * unit }),
    ),
    trustedAggregate: sumOfTerms((updates) => trustedAggregate(updates, reference).terms),
  };
}

/** Seven to nine vectors of the given numbers, some of them equal. */
export function updatesOf(numbers: fc.Arbitrary<number>): fc.Arbitrary<Float64Array[]> {
  const vector = fc.array(numbers, { minLength: LENGTH, maxLength: LENGTH }).map((a) => Float64Array.from(a));
  return fc
    .tuple(fc.array(vector, { minLength: 7, maxLength: 9 }), fc.boolean())
    .map(([updates, isRepeated]) => (isRepeated ? [...updates.slice(0, -1), updates[0] as Float64Array] : updates));
}

/** Updates of one number each, to be followed by hand. */
export function line(...values: readonly number[]): Float64Array[] {
  return values.map((value) => Float64Array.of(value));
}

export function bitsOf(vector: Float64Array): bigint[] {
  return [...new BigUint64Array(vector.slice().buffer)];
}

export function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
