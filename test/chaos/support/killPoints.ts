const steps = ["kept", "sending", "sent", "included"];
const everywhere = [
  "head-agreed",
  "blocks-fetched",
  "logs-fetched",
  "blocks-kept",
  "signed",
  "rounds-played",
  "turned",
];
const oracleActs = ["publish-key", "snapshot", "scores", "reveal-0", "settle-0", "fee", "opening"];
const contributorActs = ["commit-update", "reveal-update", "announce"];

function at(acts: readonly string[]): string[] {
  return acts.flatMap((act) => steps.map((step) => `${step} ${act}`));
}

/** Where the processes of an oracle are killed. */
export const oraclePoints: readonly string[] = [
  ...everywhere,
  ...["job-begun", "judging", "judged", "judgement-kept", "job-done", "opening-kept"],
  ...at(oracleActs),
];

/** Where the processes of a contributor are killed. */
export const contributorPoints: readonly string[] = [
  ...everywhere,
  ...["job-begun", "training", "update-stored", "update-kept", "sealed", "published", "job-done"],
  ...at(contributorActs),
];
