import { parseAmount } from "../parse/parseAmount.ts";
import { parseId } from "../parse/parseId.ts";
import type { Option, Resource } from "../Verb.ts";

const amount = { name: "amount", summary: "of COMMON, like 500", parse: parseAmount };
const model: Option = { flags: "--model <number>", summary: "which model", parse: parseId, isRequired: true };

/** `commonweights stake …` */
export const stake: Resource = {
  name: "stake",
  summary: "Bonded tokens: they vote, back the seats of oracles, and leave through a queue",
  groups: { seat: "Places of oracles, which score the rounds of a model" },
  verbs: [
    {
      name: "show",
      summary: "Show what an account has staked, for which seats, and what is leaving when",
      kind: "read",
      arguments: [{ name: "who", summary: "name or address (default: the account in use)", isOptional: true }],
      example: "stake show oracle-1",
      load: () => import("../commands/stake/show.ts"),
    },
    {
      name: "add",
      summary: "Bond tokens",
      details:
        "Stake votes at once, for its owner unless `dao delegate` says otherwise. Getting it back takes an exit, which " +
        "waits; what backs a seat can be slashed, and so can what is leaving.",
      kind: "write",
      arguments: [amount],
      example: "stake add 5000 --account carol",
      load: () => import("../commands/stake/add.ts"),
    },
    {
      name: "exit",
      summary: "Queue stake to be released; it has no vote from now on",
      kind: "write",
      arguments: [amount],
      example: "stake exit 100 --account bob",
      load: () => import("../commands/stake/exit.ts"),
    },
    {
      name: "release",
      summary: "Take out every exit whose time has come",
      kind: "write",
      example: "stake release --account bob",
      load: () => import("../commands/stake/release.ts"),
    },
    {
      name: "seat list",
      summary: "Show who sits at a model, with which stake",
      kind: "read",
      options: [model],
      example: "stake seat list --model 1",
      load: () => import("../commands/stake/seat/list.ts"),
    },
    {
      name: "seat take",
      summary: "Take a seat at a model with free stake, or add to it",
      details:
        "Whoever has a seat is on the committee of every round of the model that snapshots it afterwards, and loses a part " +
        "of its stake when it commits to scores and does not reveal them.",
      kind: "write",
      options: [
        model,
        { flags: "--stake <amount>", summary: "of COMMON, from the free stake", parse: parseAmount, isRequired: true },
      ],
      example: "stake seat take --model 1 --stake 2000 --account bob",
      load: () => import("../commands/stake/seat/take.ts"),
    },
    {
      name: "seat leave",
      summary: "Leave a seat; its stake is free again",
      kind: "write",
      options: [model],
      example: "stake seat leave --model 4 --account oracle-1",
      load: () => import("../commands/stake/seat/leave.ts"),
    },
  ],
};
