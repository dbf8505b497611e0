/** Where a version of a model stands, in the contract's order. The last three never go live again. */
export const versionStatuses = [
  "None",
  "Candidate",
  "Live",
  "Superseded",
  "RolledBack",
  "Deprecated",
  "Flagged",
] as const;

export type VersionStatus = (typeof versionStatuses)[number];
