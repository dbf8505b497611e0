import type { DemoResult } from "../DemoResult.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { roleWords } from "./roleWords.ts";

/** Short definitions, and what the table has to be read with. */
export function readingSection({ table, seed }: DemoResult): Html {
  const attacks = Object.values(roleWords).filter(({ isHonest }) => !isHonest);
  return html`<section id="reading">
<h2>How to read this</h2>
<dl class="terms">
${term(
  "Shared model, alone, pooled",
  "The shared model is trained by all contributors, who exchange updates only. “Alone” is the mean of the honest contributors, each training on its own part for as long. “Pooled” is the same network trained on all parts in one place.",
)}${term(
  "Score",
  "The part of the round’s pot that an update earned, settled on chain from what the oracles revealed. All scores of a round add up to at most 100%; what is missing was not earned by anybody.",
)}${term(
  "Exact value",
  "The update’s Shapley value: by how much it lowers the validation loss, averaged over all orders in which the updates can be added. As a part of the pot, like the score; below zero it did harm, and it is zero in a round whose gain is within chance. It is computed for comparison only, for at most 12 contributors. Oracles use a faster estimate.",
)}${term("Agreement", "How close an oracle’s scores are to the settled ones: 100% is equal, 0% misses a fifth of their sum, or more. The oracle fee is shared by stake times agreement.")}${term(
  "Full-pay gain",
  "The drop in validation loss at which the whole pot is earned. The round declares it when it opens; the default is 20% of the loss before the round.",
)}${term(
  "Why a converged model pays little",
  "Pay is for improvement. When little is left to improve, a round brings less than the full-pay gain, and the rest of the pot stays with the model for its next round. Sharing out the whole pot regardless would pay for noise.",
)}${term("Top-up", "Money added to a settled pot later, such as what the model earns. It is shared by the same scores.")}${term(
  "Part of the data’s owner",
  "Who trains on licensed data gives the data’s owner the part of the pay that the license names.",
)}${term(
  "Attackers",
  html`${attacks.map(({ name, meaning }, i) => `${i === 0 ? "" : "; "}${i === 0 ? name : name.toLowerCase()}: ${meaning}`)}. They are part of the demo, to show what attacking pays.`,
)}${term(
  "Root, validation and test rows",
  "Rows that no owner trains on. Oracles use root rows to combine updates and validation rows to score them, opened only once all updates are fixed. Test rows are for the accuracy on this page alone.",
)}</dl>
${
  table.notes.length === 0
    ? null
    : html`<h3>Notes on the table</h3>
<ul class="notes">${table.notes.map((note) => html`<li>${note}</li>`)}</ul>
`
}<p class="remark">Everything follows from the table, the counts and the seed ${String(seed)}: the same run gives the same page.</p>
</section>
`;
}

function term(name: string, meaning: HtmlPart): Html {
  return html`<div><dt>${name}</dt><dd>${meaning}</dd></div>
`;
}
