import type { AggregationRule } from "../src/learning/aggregation/AggregationRule.ts";
import { centeredClipping } from "../src/learning/aggregation/centeredClipping.ts";
import { coordinateMedian } from "../src/learning/aggregation/coordinateMedian.ts";
import { divideAndConquer } from "../src/learning/aggregation/divideAndConquer.ts";
import { federatedAverage } from "../src/learning/aggregation/federatedAverage.ts";
import { geometricMedian } from "../src/learning/aggregation/geometricMedian.ts";
import { krum } from "../src/learning/aggregation/krum.ts";
import { multiKrum } from "../src/learning/aggregation/multiKrum.ts";
import { nearestNeighborMixing } from "../src/learning/aggregation/nearestNeighborMixing.ts";
import { sumOfTerms } from "../src/learning/aggregation/sumOfTerms.ts";
import { trimmedMean } from "../src/learning/aggregation/trimmedMean.ts";
import { trustedAggregate } from "../src/learning/aggregation/trustedAggregate.ts";

/** What a round knows besides its updates. */
export type RuleSetting = {
  /** f that the round is prepared for. */
  readonly byzantineCount: number;
  /** The update of the sponsor's root slice. */
  readonly reference: Float64Array;
  /** The aggregate of the round before; zeros in the first. */
  readonly center: Float64Array;
  /** How far one update may pull centered clipping. */
  readonly radius: number;
  readonly seed: number;
};

/** Every rule that the library has, by the name that tables show. */
export const aggregationRules: Readonly<Record<string, (setting: RuleSetting) => AggregationRule>> = {
  FedAvg: () => sumOfTerms(federatedAverage),
  Median: () => coordinateMedian,
  "Trimmed mean": ({ byzantineCount }) => trimmedMean(byzantineCount),
  Krum: ({ byzantineCount }) => krum(byzantineCount),
  "Multi-Krum": ({ byzantineCount }) => multiKrum(byzantineCount),
  "Geometric median": () => geometricMedian(),
  "Centered clipping": ({ center, radius }) => centeredClipping({ center, radius }),
  DnC: ({ byzantineCount, seed }) => divideAndConquer({ byzantineCount, seed }),
  "NNM + trimmed mean": ({ byzantineCount }) => nearestNeighborMixing(byzantineCount, trimmedMean(byzantineCount)),
  "NNM + geometric median": ({ byzantineCount }) => nearestNeighborMixing(byzantineCount, geometricMedian()),
  FLTrust: ({ reference }) => sumOfTerms((updates) => trustedAggregate(updates, reference).terms),
};
