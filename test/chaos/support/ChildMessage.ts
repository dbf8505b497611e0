/** What a service's process tells the test. */
export type ChildMessage =
  | { readonly step: "turned"; readonly head: number }
  | { readonly step: "job-begun" }
  | { readonly step: "job-ended" };

/** Where a service's process shall kill itself: at a step, or at a step of one kind of act. */
export type KillOrder = {
  /** `step`, or `step act`. */
  readonly point: string;
  /** The first time is 1. */
  readonly times: number;
};
