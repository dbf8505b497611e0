import { parseCount } from "../parse/parseCount.ts";
import type { Resource } from "../Verb.ts";

const name = { name: "name", summary: "of the network" };

/** `commonweights net …` */
export const net: Resource = {
  name: "net",
  summary: "Which network commands go to, and its addresses",
  verbs: [
    {
      name: "list",
      summary: "Show the networks that can be named",
      kind: "local",
      example: "net list",
      load: () => import("../commands/net/list.ts"),
    },
    {
      name: "show",
      summary: "Show a network's addresses",
      kind: "local",
      arguments: [{ ...name, isOptional: true }],
      example: "net show devnet",
      load: () => import("../commands/net/show.ts"),
    },
    {
      name: "add",
      summary: "Name a network, or give a known one other nodes",
      details:
        "The chain is asked from the node. Where the package knows the deployment on it, no addresses are needed. Several " +
        "nodes are believed where more than half of them say the same.",
      kind: "local",
      arguments: [name],
      options: [
        {
          flags: "--rpc <url>",
          summary: "of a node, or @FILE with one on each line; can be repeated",
          isRequired: true,
          isRepeatable: true,
        },
        { flags: "--addresses <file>", summary: "JSON with the contracts' addresses, as a devnet writes it" },
        {
          flags: "--from-block <number>",
          summary: "first block with one of the contracts (default: 0)",
          parse: parseCount,
        },
      ],
      example: "net add mine --rpc http://127.0.0.1:8545",
      load: () => import("../commands/net/add.ts"),
    },
    {
      name: "use",
      summary: "Send commands there unless --network says otherwise",
      kind: "local",
      arguments: [name],
      example: "net use devnet",
      load: () => import("../commands/net/use.ts"),
    },
    {
      name: "remove",
      summary: "Forget a network that was added",
      kind: "local",
      arguments: [name],
      before: ["net add mine --rpc http://127.0.0.1:8545"],
      example: "net remove mine",
      load: () => import("../commands/net/remove.ts"),
    },
  ],
};
