import type { ScoredRound } from "../../src/scoring/scoreRound.ts";

/** What happened to the update at a position, in words. */
export function describeOutcome({ explanations }: ScoredRound, index: number | undefined): string {
  const explanation = index === undefined ? undefined : explanations[index];
  if (explanation === undefined) return "submitted nothing";
  const { status, clipFactor, likeness, defect, work } = explanation;
  const clipped = clipFactor < 1 && clipFactor > 0 ? `, clipped to ${percent(clipFactor)}` : "";
  switch (status) {
    case "scored":
      return `scored${clipped}`;
    case "negative":
      return `made the model worse${clipped}`;
    case "untrusted":
      return "points away from the root slice's update";
    case "malformed":
      return `unreadable: ${defect}`;
    case "duplicate-of-update":
      return `repeats an update of this round (cosine ${likeness?.toFixed(4)})`;
    case "duplicate-of-published":
      return `repeats a published update (cosine ${likeness?.toFixed(4)})`;
    case "no-work":
      return work !== undefined && work.evidence >= 1
        ? `holds ${percent(work.novelty)} that was not public before`
        : "holds nothing that was not public before, except noise";
    case "round-not-significant":
      return "the round's gain is within chance: nobody is paid";
  }
}

function percent(part: number): string {
  return `${Math.round(100 * part)} %`;
}
