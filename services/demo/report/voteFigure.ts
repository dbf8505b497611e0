import type { RoundResult } from "../DemoResult.ts";
import { bar } from "./bar.ts";
import { figure } from "./figure.ts";
import { formatCount } from "./formatCount.ts";
import { formatPercent } from "./formatPercent.ts";
import { type Html, html } from "./html.ts";

/** The vote on the version that a round brought forth. */
export function voteFigure({ vote }: RoundResult): Html {
  const title = "The vote";
  if (vote === null)
    return figure({ title, content: html`<p class="absent">No vote: the round brought no new version.</p>` });
  const { fromVersion, toVersion, forVotes, againstVotes, isPromoted } = vote;
  const all = forVotes + againstVotes;
  const outcome = isPromoted
    ? `Version ${toVersion} was promoted and is live.`
    : `Version ${toVersion} was rejected; version ${fromVersion} stays live.`;
  const share = (votes: number): string => (all > 0 ? ` (${formatPercent(votes / all)})` : "");
  return figure({
    title,
    note: `Should version ${toVersion} replace version ${fromVersion}? ${outcome}`,
    content: html`<div class="whole">${bar(
      [
        { value: forVotes, kind: "for" },
        { value: againstVotes, kind: "against" },
      ],
      all,
    )}<p><span><b>For</b> ${formatCount(forVotes)}${share(forVotes)}</span> <span><b>Against</b> ${formatCount(againstVotes)}${share(againstVotes)}</span></p></div>
`,
  });
}
