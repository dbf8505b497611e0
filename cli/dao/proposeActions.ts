import { id } from "ethers";
import type { Client } from "../../src/client.ts";
import { boundDescription } from "../../src/governance/boundDescription.ts";
import { governanceParameters } from "../../src/governance/governanceParameters.ts";
import { proposalIdOf } from "../../src/governance/proposalIdOf.ts";
import { AdvisedError } from "../AdvisedError.ts";
import type { Answer } from "../Answer.ts";
import type { Context } from "../Context.ts";
import type { Field } from "../output/formatFields.ts";
import { formatMoment } from "../output/formatMoment.ts";
import { callFacts } from "./actionFacts.ts";
import type { Action } from "./actionsOf.ts";
import { callWordsOf } from "./callWordsOf.ts";
import { titleOf } from "./descriptionOf.ts";
import { requireProposer } from "./requireProposer.ts";
import { type Trial, tryActions } from "./tryActions.ts";

export type ProposeActionsParameters = {
  /** What the timelock would do. */
  readonly actions: readonly Action[];
  readonly description: string;
  /** What the preview says besides. */
  readonly facts?: readonly Field[];
  /** Proposes it, and resolves to the identifier. */
  readonly act: (client: Client) => Promise<bigint>;
};

/**
 * Puts calls to the vote: says in words what they do and whether they would succeed today, and when what comes.
 * @throws AdvisedError `VOTES_NOT_DELEGATED`, `VOTES_BELOW_THRESHOLD`, `PROPOSAL_EXISTS`.
 */
export async function proposeActions(context: Context, parameters: ProposeActionsParameters): Promise<Answer> {
  const { actions, description, facts = [], act } = parameters;
  const account = await context.address();
  const indexed = await context.indexed();
  const { index, client, now } = indexed;
  await requireProposer(context, await callWordsOf(context));
  const expected = proposalIdOf({
    targets: actions.map(({ to }) => to),
    values: actions.map(({ value }) => value),
    calldatas: actions.map(({ data }) => data),
    descriptionHash: id(boundDescription(description, account)),
  });
  const numberOf = () => index.rows("proposal", { where: { id: expected }, limit: 1 })[0]?.number;
  const same = numberOf();
  if (same !== undefined) {
    throw new AdvisedError("PROPOSAL_EXISTS", `Proposal ${same} is the same, by the same account.`, {
      remedy: "To propose it again, give another --description.",
      next: `dao proposal show ${same}`,
    });
  }
  const { votingDelaySeconds, votingPeriodSeconds, timelockSeconds } = await governanceParameters(client);
  const starts = BigInt(now) + votingDelaySeconds;
  const ends = starts + votingPeriodSeconds;
  const title = titleOf(description);
  return context.carryOut({
    title: `Propose: ${title}`,
    facts: [
      ...(await callFacts(context, actions)),
      ["Carried out now", trialWords(await tryActions(context, actions))],
      ...facts,
      ["Voting starts", formatMoment(starts, now)],
      ["Voting ends", formatMoment(ends, now)],
      ["Executable", `not before ${formatMoment(ends + timelockSeconds, now)}`],
      ["Undone by", "dao cancel, until voting starts"],
    ],
    steps: [{ label: `Propose: ${title}`, act }],
    answer: async ([result]) => {
      const { quorum } = await context.chain();
      const { syncIndex } = await import("../../src/node/indexing/syncIndex.ts");
      // Its number is known once the index has it.
      await syncIndex({ index, quorum });
      const number = numberOf();
      const name = number ?? String(result);
      return {
        data: { proposalId: result, number, votingStartsAt: Number(starts), votingEndsAt: Number(ends) },
        text: () => `Proposal ${name}: ${title}. Voting starts ${formatMoment(starts, now)}.`,
        next: [`dao proposal show ${name}`],
      };
    },
  });
}

/** Whether calls would succeed, in words. */
export function trialWords(trial: Trial | undefined): string | undefined {
  if (trial === undefined) return undefined;
  return trial.wouldSucceed ? "it would succeed" : `it would fail: ${trial.reason}`;
}
