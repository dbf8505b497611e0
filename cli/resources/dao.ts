import { parseAddress } from "../parse/parseAddress.ts";
import { parseAmount } from "../parse/parseAmount.ts";
import { parseCount } from "../parse/parseCount.ts";
import { parseHex } from "../parse/parseHex.ts";
import { parseId } from "../parse/parseId.ts";
import { parseSupport } from "../parse/parseSupport.ts";
import { parseTime } from "../parse/parseTime.ts";
import type { Argument, Option, Resource } from "../Verb.ts";

const proposal: Argument = { name: "proposal", summary: "number or identifier of the proposal", parse: parseId };
const model: Option = { flags: "--model <number>", summary: "which model", parse: parseId, isRequired: true };
const description: Option = {
  flags: "--description <text>",
  summary: "what members read; its first line is the title",
};

/** `commonweights dao …` */
export const dao: Resource = {
  name: "dao",
  summary: "Votes: your power, proposals, and what they would do",
  groups: {
    proposal: "What members vote on",
    propose: "Put something to the vote",
  },
  verbs: [
    {
      name: "power",
      summary: "Show how many votes an account has, and why",
      kind: "read",
      arguments: [{ name: "who", summary: "name or address (default: the account in use)", isOptional: true }],
      options: [
        { flags: "--at <time>", summary: "at a past time, such as a proposal's snapshot (UTC)", parse: parseTime },
      ],
      example: "dao power carol",
      load: () => import("../commands/dao/power.ts"),
    },
    {
      name: "delegate",
      summary: "Say who votes with your tokens and your stake: you, or another",
      details:
        "Tokens without a delegate have no vote. Votes count in proposals whose voting starts later; where it has started " +
        "already, what was then counts.",
      kind: "write",
      options: [
        { flags: "--to <who>", summary: "name or address (default: yourself)" },
        { flags: "--only <what>", summary: "tokens or stake (default: both)", choices: ["tokens", "stake"] },
      ],
      example: "dao delegate --account carol",
      load: () => import("../commands/dao/delegate.ts"),
    },
    {
      name: "parameters",
      summary: "Show what governs proposals: delays, threshold, quorum",
      kind: "read",
      example: "dao parameters",
      load: () => import("../commands/dao/parameters.ts"),
    },
    {
      name: "proposal list",
      summary: "Show proposals and where they stand",
      kind: "read",
      options: [
        { flags: "--limit <count>", summary: "at most so many, newest first", parse: parseCount, default: "20" },
      ],
      example: "dao proposal list",
      load: () => import("../commands/dao/proposal/list.ts"),
    },
    {
      name: "proposal show",
      summary: "Show what a proposal would do, how the vote stands, and what comes when",
      details:
        "With --account it also says how many votes that account has in it, and why. With --store it shows what the " +
        "evaluation report says about the version.",
      kind: "read",
      arguments: [proposal],
      options: [{ flags: "--store <where>", summary: "folder or URL with the evaluation report" }],
      example: "dao proposal show 2",
      load: () => import("../commands/dao/proposal/show.ts"),
    },
    {
      name: "propose promotion",
      summary: "Propose that a candidate version goes live",
      kind: "write",
      options: [
        model,
        { flags: "--to <version>", summary: "the candidate", parse: parseCount, isRequired: true },
        { flags: "--report <report>", summary: "evaluation report: its file or its digest" },
        description,
      ],
      example: "dao propose promotion --model 1 --to 3 --account member-2",
      load: () => import("../commands/dao/propose/promotion.ts"),
    },
    {
      name: "propose rollback",
      summary: "Propose to go back to a version that was live before",
      kind: "write",
      options: [
        model,
        { flags: "--to <version>", summary: "the earlier version", parse: parseCount, isRequired: true },
        description,
      ],
      example: "dao propose rollback --model 1 --to 1 --account member-3",
      load: () => import("../commands/dao/propose/rollback.ts"),
    },
    {
      name: "propose call",
      summary: "Propose any calls, which the timelock makes in order",
      details:
        "--calls takes JSON: a list of { to, data, value }, value in wei, or what any other command prints with " +
        "--calldata --json.",
      kind: "write",
      options: [
        { flags: "--to <address>", summary: "the contract to call", parse: parseAddress },
        { flags: "--data <bytes>", summary: "calldata in hexadecimal", parse: parseHex },
        { flags: "--value <ether>", summary: "ether of the timelock to send along", parse: parseAmount },
        { flags: "--calls <file>", summary: "or a file with several calls" },
        { ...description, isRequired: true },
      ],
      example:
        "dao propose call --to 0x0000000000000000000000000000000000000001 --data 0x --value 1 --description Example --account member-1",
      load: () => import("../commands/dao/propose/call.ts"),
    },
    {
      name: "vote",
      summary: "Vote on a proposal, once and for good",
      kind: "write",
      arguments: [proposal, { name: "support", summary: "for, against or abstain", parse: parseSupport }],
      options: [{ flags: "--reason <text>", summary: "what others should read about it" }],
      example: "dao vote 2 for --account member-1",
      load: () => import("../commands/dao/vote.ts"),
    },
    {
      name: "votes",
      summary: "Show who voted how on a proposal, the weightiest first",
      kind: "read",
      arguments: [proposal],
      options: [{ flags: "--limit <count>", summary: "at most so many", parse: parseCount, default: "50" }],
      example: "dao votes 1",
      load: () => import("../commands/dao/votes.ts"),
    },
    {
      name: "queue",
      summary: "Queue a proposal that succeeded; anyone may",
      kind: "write",
      arguments: [proposal],
      before: ["dao vote 2 for --account member-1", "dao vote 2 for --account member-2", "devnet advance 5d"],
      example: "dao queue 2 --account member-1",
      load: () => import("../commands/dao/queue.ts"),
    },
    {
      name: "execute",
      summary: "Carry out a queued proposal whose delay has passed; anyone may",
      kind: "write",
      arguments: [proposal],
      before: [
        "dao vote 2 for --account member-1",
        "dao vote 2 for --account member-2",
        "devnet advance 5d",
        "dao queue 2 --account member-1",
        "devnet advance 2d",
      ],
      example: "dao execute 2 --account member-1",
      load: () => import("../commands/dao/execute.ts"),
    },
    {
      name: "cancel",
      summary: "Withdraw your own proposal before its voting starts",
      kind: "write",
      arguments: [proposal],
      before: ["dao propose promotion --model 1 --to 3 --account member-2"],
      example: "dao cancel 3 --account member-2",
      load: () => import("../commands/dao/cancel.ts"),
    },
  ],
};
