import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { DEVNET, findNetwork } from "../../network/findNetwork.ts";
import { hostsOf } from "../../network/hostsOf.ts";
import { formatFields } from "../../output/formatFields.ts";
import { contractInterfaces } from "../../writing/contractInterfaces.ts";

export async function run(context: Context, { name }: { readonly name?: string }): Promise<Answer> {
  const settings = await context.settings();
  const wanted = name ?? settings.network ?? DEVNET;
  const { endpoints, accounts, ...network } = await findNetwork({ settings, name: wanted, chainIdOf: async () => 0 });
  return {
    data: { ...network, nodes: hostsOf(endpoints), accounts },
    text: () =>
      formatFields([
        ["Network", network.name],
        ["Chain", String(network.chainId)],
        ["From block", String(network.fromBlock)],
        ["Nodes", hostsOf(endpoints).join(", ")],
        ...Object.entries(network.addresses).map(
          ([key, address]) => [contractInterfaces[key as keyof typeof contractInterfaces].name, address] as const,
        ),
      ]),
    next: ["doctor"],
  };
}
