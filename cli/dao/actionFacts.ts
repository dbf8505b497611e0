import type { Row } from "../../src/indexing/tables.ts";
import type { Context } from "../Context.ts";
import type { Field } from "../output/formatFields.ts";
import { callInWords } from "../writing/callInWords.ts";
import { type Action, actionsOf } from "./actionsOf.ts";
import { callWordsOf } from "./callWordsOf.ts";
import { titleOf } from "./descriptionOf.ts";

/** What a proposal would do, for a preview. */
export async function actionFacts(context: Context, proposal: Row<"proposal">): Promise<Field[]> {
  return [["Proposal", titleOf(proposal.description)], ...(await callFacts(context, actionsOf(proposal)))];
}

/** What calls would do, a line each. */
export async function callFacts(context: Context, actions: readonly Action[]): Promise<Field[]> {
  const words = await callWordsOf(context);
  return actions.map((action, k) => [actions.length === 1 ? "Does" : `Does ${k + 1}`, callInWords(action, words)]);
}
