import { ZeroAddress } from "ethers";
import { claimerOf } from "../../../src/rewards/claimerOf.ts";
import { setClaimer } from "../../../src/rewards/setClaimer.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { nameAndAddress } from "../../output/nameOf.ts";

export async function run(context: Context, { who }: { readonly who: string }): Promise<Answer> {
  const claimer = who === "none" ? ZeroAddress : await context.addressOf(who);
  const contributor = await context.address();
  const network = await context.network();
  const before = await claimerOf(await context.client(), { contributor });
  const words = (address: string | undefined) =>
    address === undefined || address === ZeroAddress ? "nobody" : nameAndAddress(network, address);
  return context.carryOut({
    title: "Name who claims rewards in your place",
    facts: [
      ["Claimer now", words(before)],
      ["Claimer then", words(claimer)],
      ["It may", "claim every reward of this account, and keep it; you can name another at any time"],
    ],
    steps: [{ label: "Name the claimer", act: (client) => setClaimer(client, { claimer }) }],
    answer: () => ({
      data: { contributor, claimer: claimer === ZeroAddress ? null : claimer },
      text: () => `${words(claimer)} may claim for ${nameAndAddress(network, contributor)} now.`,
      next:
        claimer === ZeroAddress ? ["rewards list"] : [`rewards claim --contributor ${contributor} --account ${who}`],
    }),
  });
}
