import { proposalState } from "../../src/governance/proposalState.ts";
import type { ProposalState } from "../../src/governance/proposalStates.ts";
import type { Row } from "../../src/indexing/tables.ts";
import { AdvisedError } from "../AdvisedError.ts";
import type { Context, Indexed } from "../Context.ts";
import { withAccount } from "../output/withAccount.ts";
import { stateWords } from "./stateWords.ts";

/** What each state allows, as the next command. */
const commands: Readonly<Partial<Record<ProposalState, string>>> = {
  Succeeded: "queue",
  Queued: "execute",
};

/** What goes before the words of states that are not `is`. */
const verbs: Readonly<Partial<Record<ProposalState, string>>> = {
  Succeeded: "has",
  Expired: "has",
  Executed: "was",
  Canceled: "was",
  Defeated: "was",
};

/**
 * Makes sure that a proposal can be voted on, queued or executed now.
 * @throws AdvisedError `PROPOSAL_STATE`, with where it stands, when that changes, and what can be done meanwhile.
 */
export async function requireState(
  context: Context,
  { client, now }: Indexed,
  proposal: Row<"proposal">,
  wanted: ProposalState,
  what: string,
): Promise<void> {
  const state = await proposalState(client, { proposalId: proposal.id });
  if (state === wanted) return;
  const next = commands[state];
  throw new AdvisedError(
    "PROPOSAL_STATE",
    `Proposal ${proposal.number} cannot be ${what}. It ${verbs[state] ?? "is"} ${stateWords(state, proposal, now)}.`,
    {
      next:
        next === undefined
          ? `dao proposal show ${proposal.number}`
          : withAccount(context, `dao ${next} ${proposal.number}`),
    },
  );
}
