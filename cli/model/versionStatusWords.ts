import type { VersionStatus } from "../../src/registry/VersionStatus.ts";

/** Where a version stands, in words. */
export const versionStatusWords: Readonly<Record<VersionStatus, string>> = {
  None: "unknown",
  Candidate: "candidate",
  Live: "live",
  Superseded: "superseded",
  RolledBack: "rolled back",
  Deprecated: "deprecated",
  Flagged: "flagged",
};

/** What follows from it. */
export const versionStatusMeaning: Readonly<Record<VersionStatus, string>> = {
  None: "nothing is known about it",
  Candidate: "a candidate: a round made it, and members can vote it live",
  Live: "live: the version that members chose",
  Superseded: "superseded: it was live, and can be gone back to",
  RolledBack: "rolled back: it was live and never will be again",
  Deprecated: "deprecated by the model's owner: not to be used, and never live again",
  Flagged: "flagged by the members as unsafe or unlawful",
};
