import { parseAmount } from "../parse/parseAmount.ts";
import { parseId } from "../parse/parseId.ts";
import type { Resource } from "../Verb.ts";

const round = { name: "round", summary: "number of the round", parse: parseId };

/** `commonweights rewards …` */
export const rewards: Resource = {
  name: "rewards",
  summary: "What contributions earned: see it, understand it, take it",
  verbs: [
    {
      name: "list",
      summary: "Show what an account earned, claimed and can claim, by round and token",
      kind: "read",
      arguments: [{ name: "who", summary: "name or address (default: the one in use)", isOptional: true }],
      example: "rewards list contributor-1",
      load: () => import("../commands/rewards/list.ts"),
    },
    {
      name: "explain",
      summary: "Say why a contributor earned what it earned in a settled round",
      details:
        "From the settled data: the score and what it is a share of, what each oracle said, and what was paid. With " +
        "--store the round is scored again from its files, and every step of the score is told.",
      kind: "read",
      arguments: [round],
      options: [
        { flags: "--contributor <who>", summary: "whose (default: your own)" },
        { flags: "--store <where>", summary: "a folder or URL with files named by CID" },
      ],
      example: "rewards explain 1 --store devnet/store --account contributor-1",
      load: () => import("../commands/rewards/explain.ts"),
    },
    {
      name: "claim",
      summary: "Take everything that can be claimed, of many rounds in one transaction",
      details:
        "Anyone may claim for a contributor: the money goes to it, or to its claimer when the claimer claims. Parts of " +
        "datasets' owners are set aside for them.",
      kind: "write",
      options: [
        { flags: "--round <id>", summary: "only this one; can be repeated", parse: parseId, isRepeatable: true },
        { flags: "--token <address>", summary: "only this one" },
        { flags: "--contributor <who>", summary: "whose (default: your own)" },
      ],
      example: "rewards claim --account contributor-1",
      load: () => import("../commands/rewards/claim.ts"),
    },
    {
      name: "set-claimer",
      summary: "Name who may claim and receive in your place",
      kind: "write",
      arguments: [{ name: "who", summary: 'name or address, or "none"' }],
      example: "rewards set-claimer bob --account contributor-1",
      load: () => import("../commands/rewards/set-claimer.ts"),
    },
    {
      name: "fund",
      summary: "Pay into a settled round, for its shares to divide at once",
      kind: "write",
      arguments: [round, { name: "amount", summary: "of the token", parse: parseAmount }],
      options: [{ flags: "--token <address>", summary: "which one (default: the round's)" }],
      example: "rewards fund 1 100 --account sponsor",
      load: () => import("../commands/round/fund.ts"),
    },
    {
      name: "revenue",
      summary: "Show what datasets of an account got of the rewards that were earned with them",
      kind: "read",
      arguments: [{ name: "who", summary: "name or address (default: the one in use)", isOptional: true }],
      example: "rewards revenue contributor-1",
      load: () => import("../commands/rewards/revenue.ts"),
    },
    {
      name: "withdraw-revenue",
      summary: "Pay a dataset's part of rewards to its owner",
      kind: "write",
      arguments: [{ name: "dataset", summary: "number of the dataset", parse: parseId }],
      options: [{ flags: "--token <address>", summary: "only this one" }],
      before: ["rewards claim --account contributor-2"],
      example: "rewards withdraw-revenue 2 --account contributor-1",
      load: () => import("../commands/rewards/withdraw-revenue.ts"),
    },
  ],
};
