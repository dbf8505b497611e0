import { newTermsOptions, termsOptions } from "../market/termsOptions.ts";
import { parseAmount } from "../parse/parseAmount.ts";
import { parseCount } from "../parse/parseCount.ts";
import { parseDuration } from "../parse/parseDuration.ts";
import { parseId } from "../parse/parseId.ts";
import { parseTime } from "../parse/parseTime.ts";
import { parseUses } from "../parse/parseUses.ts";
import type { Option, Resource } from "../Verb.ts";

const id = { name: "license", summary: "number of the license", parse: parseId };
const offer = { name: "offer", summary: "number of the offer", parse: parseId };

const assets: readonly Option[] = [
  { flags: "--dataset <id>", summary: "on this dataset", parse: parseId },
  { flags: "--model <id>", summary: "on this model", parse: parseId },
];

const limit: Option = {
  flags: "--limit <count>",
  summary: "at most so many, newest first",
  parse: parseCount,
  default: "20",
};

/** `commonweights license …` */
export const license: Resource = {
  name: "license",
  summary: "Rights to use data and models: sell, buy, check, end",
  groups: { offer: "Terms on which licenses are sold" },
  verbs: [
    {
      name: "offer list",
      summary: "Show what can be licensed, and at which price",
      kind: "read",
      options: [
        ...assets,
        { flags: "--seller <who>", summary: "only those of this account" },
        { flags: "--all", summary: "those that are closed too" },
        limit,
      ],
      example: "license offer list",
      load: () => import("../commands/license/offer/list.ts"),
    },
    {
      name: "offer show",
      summary: "Show an offer's terms in words, and how they changed",
      kind: "read",
      arguments: [offer],
      example: "license offer show 3",
      load: () => import("../commands/license/offer/show.ts"),
    },
    {
      name: "offer create",
      summary: "Offer licenses on a dataset or a model that you own",
      kind: "write",
      options: [...assets, ...newTermsOptions],
      example: "license offer create --dataset 3 --uses train,derive --price 80 --duration 1y --account alice",
      load: () => import("../commands/license/offer/create.ts"),
    },
    {
      name: "offer update",
      summary: "Change the terms of an offer; licenses sold keep theirs",
      details: "What is not named stays. Whoever read the old terms is refused, not surprised.",
      kind: "write",
      arguments: [offer],
      options: [...termsOptions, { flags: "--no-transferable", summary: "holders may not pass it on any more" }],
      example: "license offer update 3 --price 60 --account alice",
      load: () => import("../commands/license/offer/update.ts"),
    },
    {
      name: "offer close",
      summary: "Close an offer for ever; licenses sold stay valid",
      kind: "write",
      arguments: [offer],
      example: "license offer close 3 --account alice",
      load: () => import("../commands/license/offer/close.ts"),
    },
    {
      name: "buy",
      summary: "Buy a license on the terms as they stand",
      details:
        "The terms that are shown go along with the payment: when the seller changes them in between, nothing is paid. " +
        "They are frozen into the license; the seller cannot change it afterwards.",
      kind: "write",
      arguments: [offer],
      options: [
        { flags: "--max-price <amount>", summary: "pay no more (default: the price shown)", parse: parseAmount },
        { flags: "--revision <number>", summary: "only on these terms, as offer show numbers them", parse: parseCount },
        { flags: "--recipient <who>", summary: "who will hold it (default: the account)" },
      ],
      example: "license buy 3 --account bob",
      load: () => import("../commands/license/buy.ts"),
    },
    {
      name: "list",
      summary: "Show licenses",
      kind: "read",
      options: [
        { flags: "--holder <who>", summary: "held by this account" },
        { flags: "--provider <who>", summary: "on what this account owns: what it sold" },
        ...assets,
        limit,
      ],
      example: "license list --holder bob",
      load: () => import("../commands/license/list.ts"),
    },
    {
      name: "show",
      summary: "Show a license: its terms, what it is valid for, where its fee is",
      kind: "read",
      arguments: [id],
      example: "license show 2",
      load: () => import("../commands/license/show.ts"),
    },
    {
      name: "check",
      summary: "Tell whether a license is valid for an account and a use, and why not",
      details: "Exit code 10 when it is not. What the contracts answer, and what they check.",
      kind: "read",
      arguments: [id],
      options: [
        { flags: "--use <names>", summary: "every one of them must be permitted", parse: parseUses, default: "train" },
        { flags: "--who <who>", summary: "who would use it (default: its holder)" },
        { flags: "--at <time>", summary: "a time in the past (default: now)", parse: parseTime },
      ],
      example: "license check 2 --use train --who bob",
      load: () => import("../commands/license/check.ts"),
    },
    {
      name: "record-use",
      summary: "Record that you used a license: a receipt for its provider",
      details: "Counts against the quota. A round records for its contributors.",
      kind: "write",
      arguments: [id],
      options: [
        { flags: "--use <names>", summary: "what for", parse: parseUses, isRequired: true },
        { flags: "--round <id>", summary: "in which round (default: none)", parse: parseId },
        { flags: "--model-version <number>", summary: "on which version (default: none)", parse: parseCount },
        { flags: "--on <file>", summary: "what it was used on, or its digest (default: not said)" },
      ],
      example: "license record-use 2 --use evaluate --account bob",
      load: () => import("../commands/license/record-use.ts"),
    },
    {
      name: "set-user",
      summary: "Let another account use your license for a time",
      details: "You keep your own right, and the quota is one for both. Setting another user ends it.",
      kind: "write",
      arguments: [id, { name: "user", summary: "name or address" }],
      options: [
        { flags: "--for <time>", summary: "from now, like 30d", parse: parseDuration },
        { flags: "--until <time>", summary: "or until a date", parse: parseTime },
      ],
      example: "license set-user 2 carol --for 30d --account bob",
      load: () => import("../commands/license/set-user.ts"),
    },
    {
      name: "transfer",
      summary: "Give a license away; its terms must permit it",
      kind: "write",
      arguments: [id, { name: "to", summary: "name or address of who gets it" }],
      example: "license transfer 2 carol --account bob",
      load: () => import("../commands/license/transfer.ts"),
    },
    {
      name: "withdraw",
      summary: "Take what licenses on your assets have earned, in one transaction",
      kind: "write",
      arguments: [
        {
          name: "license",
          summary: "which (default: all with earnings)",
          parse: parseId,
          isOptional: true,
          isVariadic: true,
        },
      ],
      example: "license withdraw --account alice",
      load: () => import("../commands/license/withdraw.ts"),
    },
    {
      name: "withdraw-credit",
      summary: "Take what the market holds for you: refunds, and payments that failed",
      kind: "write",
      options: [{ flags: "--currency <token>", summary: "only this token (default: all)" }],
      before: ["license revoke 2 --account alice"],
      example: "license withdraw-credit --account bob",
      load: () => import("../commands/license/withdraw-credit.ts"),
    },
    {
      name: "revoke",
      summary: "End a license on your asset now; its holder gets back what was not earned",
      details: "Cannot be undone. The fee of a license without an end is earned after 14 days.",
      kind: "write",
      arguments: [id],
      options: [{ flags: "--reason <file>", summary: "document that says why, or its digest (off-chain)" }],
      example: "license revoke 2 --account alice",
      load: () => import("../commands/license/revoke.ts"),
    },
    {
      name: "refund",
      summary: "Free the fee of a license whose dataset's consent was withdrawn",
      details: "Anyone can. Both parts become credits: what was earned until then, and the rest for the holder.",
      kind: "write",
      arguments: [id],
      before: ["dataset withdraw-consent 3 --account alice"],
      example: "license refund 2 --account bob",
      load: () => import("../commands/license/refund.ts"),
    },
  ],
};
