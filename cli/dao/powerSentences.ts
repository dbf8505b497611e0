import { formatAmount, type Unit } from "../output/formatAmount.ts";
import { formatTime } from "../output/formatTime.ts";
import type { Power } from "./readPower.ts";

export type PowerWords = {
  readonly unit: Unit;
  readonly nameOf: (address: string) => string;
};

/** More are summed up in a last line; `--json` has them all. */
const MOST_LISTED = 10;

/** Why an account has the votes that it has, a sentence each. */
export function powerSentences(power: Power, { unit, nameOf }: PowerWords): string[] {
  const { account, at, tokens, stake, received } = power;
  const amount = (units: bigint) => formatAmount(units, unit);
  const isPast = at !== undefined;
  const vote = isPast ? "voted" : "vote";
  const sentences: string[] = [];
  const delegation = tokens.delegation;
  if (tokens.amount === 0n) {
    sentences.push(isPast ? "It held no tokens then." : "It holds no tokens.");
  } else if (delegation === undefined) {
    const not = isPast ? "did not vote: they had no delegate" : "do not vote: they have no delegate";
    sentences.push(`Its ${amount(tokens.amount)} ${not}.`);
  } else {
    const who = delegation.delegatee === account ? "itself" : nameOf(delegation.delegatee);
    sentences.push(
      `Its ${amount(tokens.amount)} ${vote} through ${who}, delegated on ${formatTime(delegation.since)} UTC.`,
    );
  }
  if (stake.amount > 0n) {
    const who = stake.voter === account ? "itself" : nameOf(stake.voter);
    sentences.push(`Its stake of ${amount(stake.amount)} ${isPast ? "voted" : "votes"} through ${who}.`);
  }
  for (const { source, delegator, amount: units, since } of received.slice(0, MOST_LISTED)) {
    const what = source === "tokens" ? amount(units) : `The stake of ${amount(units)}`;
    const verb = isPast ? "voted" : source === "tokens" ? "vote" : "votes";
    sentences.push(`${what} of ${nameOf(delegator)} ${verb} through it, delegated on ${formatTime(since)} UTC.`);
  }
  const rest = received.slice(MOST_LISTED);
  if (rest.length > 0) {
    const sum = rest.reduce((all, { amount: units }) => all + units, 0n);
    sentences.push(`So do ${amount(sum)} of ${rest.length} others.`);
  }
  return sentences;
}
