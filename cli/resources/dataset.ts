import { parseAmount } from "../parse/parseAmount.ts";
import { parseCount } from "../parse/parseCount.ts";
import { parseDigest } from "../parse/parseDigest.ts";
import { parseDuration } from "../parse/parseDuration.ts";
import { parseId } from "../parse/parseId.ts";
import { parsePercent } from "../parse/parsePercent.ts";
import { parseUses } from "../parse/parseUses.ts";
import type { Resource } from "../Verb.ts";

const id = { name: "dataset", summary: "number of the dataset", parse: parseId };

/** `commonweights dataset …` */
export const dataset: Resource = {
  name: "dataset",
  summary: "Data: list it, keep control of it, see who used it for what",
  verbs: [
    {
      name: "list",
      summary: "Show datasets",
      kind: "read",
      options: [
        { flags: "--provider <who>", summary: "only those of this account" },
        { flags: "--limit <count>", summary: "at most so many, newest first", parse: parseCount, default: "20" },
      ],
      example: "dataset list",
      load: () => import("../commands/dataset/list.ts"),
    },
    {
      name: "show",
      summary: "Show a dataset, its versions and its offers",
      kind: "read",
      arguments: [id],
      example: "dataset show 1",
      load: () => import("../commands/dataset/show.ts"),
    },
    {
      name: "add",
      summary: "Register a dataset and offer licenses on it, in one transaction",
      details:
        "The manifest (Croissant, JSON) stays where you keep it; its SHA-256 goes on the chain. Terms are frozen into " +
        "every license that is sold under them: changing the offer later changes no license.",
      kind: "write",
      options: [
        { flags: "--manifest <file>", summary: "the manifest; its digest is computed here" },
        { flags: "--digest <hash>", summary: "or its digest", parse: parseDigest },
        { flags: "--price <amount>", summary: "of a license", parse: parseAmount, isRequired: true },
        { flags: "--currency <token>", summary: "address of the token (default: COMMON)" },
        {
          flags: "--uses <names>",
          summary: "train, evaluate, infer, redistribute, derive",
          parse: parseUses,
          default: "train",
        },
        { flags: "--duration <time>", summary: "of a license, like 30d (default: for ever)", parse: parseDuration },
        { flags: "--quota <count>", summary: "uses that can be recorded (default: any number)", parse: parseCount },
        { flags: "--transferable", summary: "holders may sell it on" },
        { flags: "--resale-royalty <percent>", summary: "your part of a resale", parse: parsePercent, default: "0" },
        {
          flags: "--revenue-share <percent>",
          summary: "your part of what models trained on it earn",
          parse: parsePercent,
          default: "0",
        },
        { flags: "--policy <hash>", summary: "digest of a policy that applies (off-chain)", parse: parseDigest },
        { flags: "--terms <file>", summary: "text of the terms; its digest is computed here (off-chain)" },
        { flags: "--cap <count>", summary: "licenses to sell at most (default: any number)", parse: parseCount },
      ],
      example:
        "dataset add --digest 0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --price 25 --duration 30d --account alice",
      load: () => import("../commands/dataset/add.ts"),
    },
  ],
};
