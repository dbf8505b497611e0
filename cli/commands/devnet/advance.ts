import { advanceTime } from "../../../services/devnet/advanceTime.ts";
import { sendOverHttp } from "../../../src/chain/sendOverHttp.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatTime } from "../../output/formatTime.ts";

const DEVELOPMENT_CHAIN = 31_337;

export async function run(context: Context, { duration }: { readonly duration: number }): Promise<Answer> {
  const { network } = await context.chain();
  if (network.chainId !== DEVELOPMENT_CHAIN) {
    throw new BaseError("WRONG_CHAIN", `${network.name} is no devnet: nobody moves its time.`, {
      remedy: "Name a devnet with --network.",
    });
  }
  const time = await advanceTime(sendOverHttp(network.endpoints[0]!), duration);
  return { data: { timestamp: Number(time) }, text: () => `It is ${formatTime(time)} UTC on ${network.name} now.` };
}
