import { phases } from "../../src/training/Phase.ts";
import { parseAmount } from "../parse/parseAmount.ts";
import { parseCount } from "../parse/parseCount.ts";
import { parseDigest } from "../parse/parseDigest.ts";
import { parseDuration } from "../parse/parseDuration.ts";
import { parseId } from "../parse/parseId.ts";
import type { Resource } from "../Verb.ts";

const id = { name: "round", summary: "number of the round", parse: parseId };
const contributor = { flags: "--contributor <who>", summary: "whose (default: your own)" };
const DIGEST = "0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const OTHER_DIGEST = "0x60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752";
/** Round 4 of a still devnet has just begun; each of its phases lasts a day. */
const COMMIT = `round commit 4 --update ${DIGEST} --dataset 1 --account contributor-1`;
const SNAPSHOT = "round snapshot-committee 4 --account carol";
const REVEAL = "round reveal 4 --account contributor-1";
const SALT = `0x${"42".repeat(32)}`;

/** `commonweights round …` */
export const round: Resource = {
  name: "round",
  summary: "Training rounds: where they stand, opening them, and what ends them",
  verbs: [
    {
      name: "list",
      summary: "Show rounds",
      kind: "read",
      options: [
        { flags: "--model <id>", summary: "only those of this model", parse: parseId },
        { flags: "--phase <name>", summary: phases.slice(1).join(", "), choices: phases.slice(1) },
        { flags: "--sponsor <who>", summary: "only those of this account" },
        { flags: "--limit <count>", summary: "at most so many, newest first", parse: parseCount, default: "20" },
      ],
      example: "round list --model 1",
      load: () => import("../commands/round/list.ts"),
    },
    {
      name: "show",
      summary: "Show where a round stands, its money, its committee, and what comes next",
      kind: "read",
      arguments: [id],
      options: [
        { flags: "--store <where>", summary: "a folder or URL with files named by CID: puts the task in words" },
      ],
      example: "round show 4 --store devnet/store",
      load: () => import("../commands/round/show.ts"),
    },
    {
      name: "updates",
      summary: "Show who committed and revealed updates, and what they scored",
      kind: "read",
      arguments: [id],
      example: "round updates 1",
      load: () => import("../commands/round/updates.ts"),
    },
    {
      name: "verify",
      summary: "Score a settled round again from its files, and compare every number",
      details: "Exit code 10 when something differs from what was settled.",
      kind: "read",
      arguments: [id],
      options: [{ flags: "--store <where>", summary: "a folder or URL with files named by CID", isRequired: true }],
      example: "round verify 1 --store devnet/store",
      load: () => import("../commands/round/verify.ts"),
    },
    {
      name: "hide-slices",
      summary: "Make the commitment to two slices that a round is opened with",
      details:
        "Writes the digests and a random salt to a file that only you can read. Keep it: without it the slices cannot be " +
        "opened, and your pot goes to the contributors.",
      kind: "local",
      options: [
        { flags: "--root <file>", summary: "the root slice (safetensors), or its digest", isRequired: true },
        {
          flags: "--validation <file>",
          summary: "the validation slice (safetensors), or its digest",
          isRequired: true,
        },
        { flags: "--out <file>", summary: "where to write", isRequired: true },
      ],
      example: `round hide-slices --root ${DIGEST} --validation ${OTHER_DIGEST} --out devnet/slices.json`,
      load: () => import("../commands/round/hide-slices.ts"),
    },
    {
      name: "open",
      summary: "Open a round as its sponsor, and pay its pot and the oracles' fee",
      details:
        "Everything can be given by options, or in a JSON file as the library's openRound takes it, with amounts in " +
        "smallest units; an option wins over the file. The task describes network, training and scoring " +
        "(commonweights.task.v1): put it in the store before you open the round. If you own the model, its reserve " +
        "joins the pot.",
      kind: "write",
      options: [
        { flags: "--file <path>", summary: "the round as JSON" },
        { flags: "--model <id>", summary: "to train", parse: parseId },
        { flags: "--base <version>", summary: "to start from (default: the live one)", parse: parseCount },
        { flags: "--task <file>", summary: "the task, which is checked, or its digest" },
        { flags: "--slices <file>", summary: "what round hide-slices wrote, or the commitment to the slices" },
        { flags: "--pot <amount>", summary: "for contributors, by score", parse: parseAmount },
        { flags: "--oracle-fee <amount>", summary: "for oracles, by agreement", parse: parseAmount },
        { flags: "--bond <amount>", summary: "of each commit, returned at the reveal", parse: parseAmount },
        { flags: "--token <address>", summary: "of pot, fee and bonds (default: COMMON)" },
        { flags: "--max-contributors <count>", summary: "most commits", parse: parseCount },
        { flags: "--commit <time>", summary: "length of Commit, like 1d", parse: parseDuration },
        { flags: "--reveal <time>", summary: "length of Reveal", parse: parseDuration },
        { flags: "--opening <time>", summary: "length of Opening", parse: parseDuration },
        { flags: "--score-commit <time>", summary: "length of ScoreCommit", parse: parseDuration },
        { flags: "--score-reveal <time>", summary: "length of ScoreReveal", parse: parseDuration },
      ],
      example:
        `round open --model 2 --task ${DIGEST} --slices ${OTHER_DIGEST} --pot 500 --oracle-fee 50 --bond 5 ` +
        "--max-contributors 10 --commit 1d --reveal 1d --opening 1d --score-commit 1d --score-reveal 1d --account sponsor",
      load: () => import("../commands/round/open.ts"),
    },
    {
      name: "commit",
      summary: "Commit to an update that you trained, with the round's bond",
      details:
        "The salt is kept in the program's home until the reveal, so that only the round is named then. A contributor's " +
        "service does all of this by itself.",
      kind: "write",
      arguments: [id],
      options: [
        { flags: "--update <file>", summary: "the update (safetensors), or its digest", isRequired: true },
        { flags: "--dataset <id>", summary: "it was trained on", parse: parseId, isRequired: true },
        {
          flags: "--license <id>",
          summary: "that permits it (default: you own the dataset)",
          parse: parseId,
          default: "0",
        },
      ],
      example: COMMIT,
      load: () => import("../commands/round/commit.ts"),
    },
    {
      name: "snapshot-committee",
      summary: "Fix who scores a round, in the last day of Commit; anyone may",
      kind: "write",
      arguments: [id],
      example: SNAPSHOT,
      load: () => import("../commands/round/snapshot-committee.ts"),
    },
    {
      name: "reveal",
      summary: "Reveal the update that you committed to, and take the bond back",
      kind: "write",
      arguments: [id],
      options: [
        { flags: "--update <digest>", summary: "the update, if it was committed to elsewhere", parse: parseDigest },
        { flags: "--salt <hash>", summary: "and its salt", parse: parseDigest },
      ],
      before: [COMMIT, SNAPSHOT, "devnet advance 1d"],
      example: REVEAL,
      load: () => import("../commands/round/reveal.ts"),
    },
    {
      name: "open-slices",
      summary: "Open the hidden slices of your round, in Opening",
      kind: "write",
      arguments: [id],
      options: [
        { flags: "--slices <file>", summary: "what round hide-slices wrote" },
        { flags: "--root <digest>", summary: "or the root slice's digest", parse: parseDigest },
        { flags: "--validation <digest>", summary: "and the validation slice's", parse: parseDigest },
        { flags: "--salt <hash>", summary: "and the salt", parse: parseDigest },
      ],
      example: `round open-slices 4 --root ${DIGEST} --validation ${OTHER_DIGEST} --salt ${SALT} --calldata --account sponsor`,
      load: () => import("../commands/round/open-slices.ts"),
    },
    {
      name: "settle",
      summary: "Settle a round from what its oracles revealed; anyone may",
      kind: "write",
      arguments: [id],
      example: "round settle 1 --calldata --account carol",
      load: () => import("../commands/round/settle.ts"),
    },
    {
      name: "close",
      summary: "Make a failed round's money refundable or claimable; anyone may",
      kind: "write",
      arguments: [id],
      before: ["devnet advance 1d"],
      example: "round close 4 --account carol",
      load: () => import("../commands/round/close.ts"),
    },
    {
      name: "fund",
      summary: "Pay into a round's pot",
      details:
        "Before settlement only in the round's own token, and it comes back if the round fails. After settlement the " +
        "shares divide it at once, for ever.",
      kind: "write",
      arguments: [id, { name: "amount", summary: "of the token", parse: parseAmount }],
      options: [{ flags: "--token <address>", summary: "which one (default: the round's)" }],
      example: "round fund 4 100 --account sponsor",
      load: () => import("../commands/round/fund.ts"),
    },
    {
      name: "refund",
      summary: "Take back what was paid into a failed round",
      kind: "write",
      arguments: [id],
      options: [{ flags: "--funder <who>", summary: "who had paid (default: you)" }],
      before: ["devnet advance 1d"],
      example: "round refund 4 --account sponsor",
      load: () => import("../commands/round/refund.ts"),
    },
    {
      name: "claim-forfeited",
      summary: "Take a contributor's equal part of a pot that its sponsor forfeited",
      kind: "write",
      arguments: [id],
      options: [contributor],
      before: [COMMIT, SNAPSHOT, "devnet advance 1d", REVEAL, "devnet advance 2d"],
      example: "round claim-forfeited 4 --account contributor-1",
      load: () => import("../commands/round/claim-forfeited.ts"),
    },
    {
      name: "reclaim-bond",
      summary: "Take back the bond of a round that never had a committee",
      kind: "write",
      arguments: [id],
      options: [contributor],
      before: [COMMIT, "devnet advance 1d"],
      example: "round reclaim-bond 4 --account contributor-1",
      load: () => import("../commands/round/reclaim-bond.ts"),
    },
    {
      name: "claim-fee",
      summary: "Take an oracle's part of the fee of a settled round",
      kind: "write",
      arguments: [id],
      options: [{ flags: "--oracle <who>", summary: "whose (default: your own)" }],
      example: "round claim-fee 1 --account oracle-1",
      load: () => import("../commands/round/claim-fee.ts"),
    },
    {
      name: "contest",
      summary: "Make the call by which members bar a round's versions from promotion, for ever",
      details: "Only governance may do it: the answer is what to propose.",
      kind: "read",
      arguments: [id],
      options: [{ flags: "--reason <file>", summary: "a document with the reason, or its digest", isRequired: true }],
      example: `round contest 1 --reason ${DIGEST}`,
      load: () => import("../commands/round/contest.ts"),
    },
  ],
};
