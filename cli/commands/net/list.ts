import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { DEVNET, knownNetworks } from "../../network/findNetwork.ts";
import { hostsOf } from "../../network/hostsOf.ts";
import { formatTable } from "../../output/formatTable.ts";

export async function run(context: Context): Promise<Answer> {
  const settings = await context.settings();
  const used = settings.network ?? DEVNET;
  const networks = knownNetworks(settings).map((network) => ({ ...network, isUsed: network.name === used }));
  return {
    data: networks.map(({ name, chainId, fromBlock, endpoints, isUsed }) => ({
      name,
      chainId,
      fromBlock,
      nodes: hostsOf(endpoints),
      isUsed,
    })),
    text: () =>
      formatTable(
        [
          { title: "Network", value: ({ name, isUsed }) => `${name}${isUsed ? " *" : ""}` },
          { title: "Chain", value: ({ chainId }) => String(chainId), isRight: true },
          { title: "From block", value: ({ fromBlock }) => String(fromBlock), isRight: true },
          { title: "Nodes", value: ({ endpoints }) => hostsOf(endpoints).join(", ") || "none: net add" },
        ],
        networks,
        "No network is known.",
      ),
    next: ["net show", "doctor"],
  };
}
