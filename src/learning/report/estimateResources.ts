import type { Network } from "../Network.ts";
import { parameterCount } from "../parameterCount.ts";
import type { DeclaredWork, ResourceAssumptions, Resources } from "./EvaluationReport.ts";

/** A multiplication and an addition per parameter and row forwards, and twice that backwards (Kaplan et al. 2020, section 2.1). */
const FORWARD_OPERATIONS = 2;
const TRAINING_OPERATIONS = 6;
const JOULES_PER_KILOWATT_HOUR = 3_600_000;

/**
 * What training and predicting cost, estimated: operations from the architecture and the declared steps, the optimizer's
 * and the oracles' own work left out; energy and cost from the assumptions alone.
 */
export function estimateResources(network: Network, work: DeclaredWork, assumptions: ResourceAssumptions): Resources {
  const parameters = parameterCount(network);
  const rows = work.contributors * work.steps * work.batchSize;
  const trainingOperations = TRAINING_OPERATIONS * parameters * rows;
  const predictionOperations = FORWARD_OPERATIONS * parameters;
  const trainingJoules = trainingOperations / assumptions.operationsPerJoule;
  const predictionJoules = predictionOperations / assumptions.operationsPerJoule;
  const pricePerJoule = assumptions.pricePerKilowattHour / JOULES_PER_KILOWATT_HOUR;
  return {
    assumptions,
    work,
    trainingOperations,
    predictionOperations,
    trainingJoules,
    predictionJoules,
    trainingCost: trainingJoules * pricePerJoule,
    millionPredictionsCost: 1_000_000 * predictionJoules * pricePerJoule,
  };
}
