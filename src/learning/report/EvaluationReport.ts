/** A number, or null where there is nothing to compute it from or the model's output is not finite. */
export type Measured = number | null;

/** What the report is about and what the version came from; passed through as given. */
export type ReportSubject = {
  /** Decimal, as the registry numbers it. */
  readonly modelId: string;
  readonly version: number;
  /** The version that it is compared with; null for a first one. */
  readonly previousVersion: number | null;
  /** Decimal; null when no round brought the version forth. */
  readonly roundId: string | null;
  /** SHA-256 of the version's weights, and of the test rows; null where not published. */
  readonly weightsDigest: string | null;
  readonly testDigest: string | null;
  /** SHA-256 of the manifests of the datasets that contributors trained on. */
  readonly datasetDigests: readonly string[];
};

export type Metrics = {
  readonly rows: number;
  /** Mean cross-entropy, in nats. */
  readonly loss: Measured;
  readonly accuracy: number;
  /** Wilson's 95 % interval of the accuracy: what chance alone makes of this many rows. */
  readonly accuracyLow: number;
  readonly accuracyHigh: number;
  /** Mean of the recalls of the classes that occur. */
  readonly balancedAccuracy: number;
  /** Mean F1 of the classes that occur or are predicted. */
  readonly macroF1: number;
};

/** New minus previous, on the same rows. */
export type Difference = {
  readonly mean: Measured;
  /** Of the mean of the paired differences; null below two rows. */
  readonly standardError: Measured;
  /** Further from zero than 1.96 standard errors. */
  readonly isSignificant: boolean;
};

export type Change = { readonly loss: Difference; readonly accuracy: Difference };

export type GroupReport = {
  /** What the rows were grouped by. */
  readonly attribute: string;
  /** Null: the rows without a value. */
  readonly value: string | null;
  readonly metrics: Metrics;
  /** The group minus all rows. */
  readonly lossGap: Measured;
  readonly accuracyGap: number;
  /** Per class: the part of the group's rows that are given it. */
  readonly selectionRates: readonly number[];
  /** Per class: the part of the group's rows of that class that are given it; null without such rows. */
  readonly truePositiveRates: readonly Measured[];
  readonly change: Change | null;
};

/** How far the groups of an attribute are apart in one class: the greatest rate minus the least, null below two groups. */
export type Disparity = {
  readonly attribute: string;
  readonly className: string;
  /** Of selection rates (demographic parity, Dwork et al. 2012). */
  readonly demographicParity: Measured;
  /** Of true positive rates (equal opportunity, Hardt et al. 2016). */
  readonly equalOpportunity: Measured;
};

/** Rows whose confidence (probability of the predicted class) is in [from, to); the last bin holds 1, too. */
export type CalibrationBin = {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly confidence: Measured;
  readonly accuracy: Measured;
};

export type Calibration = {
  /** Σ rows/all · |accuracy − confidence| over equal-width bins (Guo et al. 2017, equation 3). */
  readonly expectedError: Measured;
  /** Mean over rows of Σ_c (p_c − y_c)², in [0, 2] (Brier 1950). */
  readonly brierScore: Measured;
  readonly bins: readonly CalibrationBin[];
};

/** What is assumed about machines and money; every figure of energy and cost follows from it. */
export type ResourceAssumptions = {
  readonly operationsPerJoule: number;
  readonly pricePerKilowattHour: number;
  readonly currency: string;
};

/** The work that brought the version forth, as its task declares it. */
export type DeclaredWork = { readonly contributors: number; readonly steps: number; readonly batchSize: number };

/** Estimates: floating point operations counted from the architecture, energy and cost from declared assumptions. */
export type Resources = {
  readonly assumptions: ResourceAssumptions;
  readonly work: DeclaredWork;
  readonly trainingOperations: number;
  readonly predictionOperations: number;
  readonly trainingJoules: number;
  readonly predictionJoules: number;
  /** In the currency of the assumptions. */
  readonly trainingCost: number;
  readonly millionPredictionsCost: number;
};

export type ReportWarning = {
  readonly code:
    | "FEW_ROWS"
    | "FEW_ROWS_OF_CLASS"
    | "NOT_FINITE"
    | "NOT_BETTER"
    | "WORSE"
    | "ACCURACY_GAP"
    | "CALIBRATION";
  readonly message: string;
};

/** How good one version of a model is, for whom, and at what cost. Plain data: it is written as canonical JSON. */
export type EvaluationReport = {
  readonly format: "commonweights-evaluation-1";
  readonly subject: ReportSubject;
  readonly network: { readonly widths: readonly number[]; readonly parameters: number };
  readonly classes: readonly string[];
  readonly metrics: Metrics;
  readonly change: Change | null;
  readonly calibration: Calibration;
  /** Rows by true class (outer) and predicted class (inner). */
  readonly confusion: readonly (readonly number[])[];
  /** In the order of attributes, then of values. */
  readonly groups: readonly GroupReport[];
  readonly disparities: readonly Disparity[];
  readonly resources: Resources;
  readonly warnings: readonly ReportWarning[];
};
