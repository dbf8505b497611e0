import { devnetDefaults, devnetRanges } from "../../services/devnet/DevnetOptions.ts";
import { parseCount } from "../parse/parseCount.ts";
import { parseDuration } from "../parse/parseDuration.ts";
import type { Resource } from "../Verb.ts";

const rangeOf = (name: keyof typeof devnetRanges) => devnetRanges[name].join(" to ");

/** `commonweights devnet …` */
export const devnet: Resource = {
  name: "devnet",
  summary: "A chain on this machine with everything deployed",
  verbs: [
    {
      name: "",
      summary: "Start a node with everything deployed, and accounts that have ether and COMMON",
      details:
        "Oracles and contributors run as services, a sponsor opens rounds, and members vote. With --still nothing happens " +
        "by itself: the examples of every --help work there as they stand. Ctrl-C stops it all, and nothing is kept.",
      kind: "local",
      options: [
        { flags: "--still", summary: "a past and no services: blocks come with transactions" },
        { flags: "--port <number>", summary: "of the node", parse: parseCount, default: String(devnetDefaults.port) },
        { flags: "--folder <path>", summary: "for keys, data, logs and files", default: devnetDefaults.folder },
        {
          flags: "--oracles <count>",
          summary: rangeOf("oracles"),
          parse: parseCount,
          default: String(devnetDefaults.oracles),
        },
        {
          flags: "--contributors <count>",
          summary: rangeOf("contributors"),
          parse: parseCount,
          default: String(devnetDefaults.contributors),
        },
        {
          flags: "--speed <factor>",
          summary: `how much faster than the wall time goes, ${rangeOf("speed")}`,
          parse: parseCount,
          default: String(devnetDefaults.speed),
        },
        { flags: "--rounds <count>", summary: "stop after so many settled rounds", parse: parseCount },
      ],
      example: "devnet --still",
      load: () => import("../commands/devnet/start.ts"),
    },
    {
      name: "advance",
      summary: "Let time pass on a devnet, to live through voting periods and deadlines",
      kind: "read",
      arguments: [{ name: "duration", summary: "like 2d or 90m", parse: parseDuration }],
      example: "devnet advance 2d",
      load: () => import("../commands/devnet/advance.ts"),
    },
  ],
};
