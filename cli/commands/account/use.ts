import type { Answer } from "../../Answer.ts";
import { findAccount } from "../../account/findAccount.ts";
import type { Context } from "../../Context.ts";
import { writeSettings } from "../../network/writeSettings.ts";

export async function run(context: Context, { who }: { readonly who: string }): Promise<Answer> {
  const { address, name } = await findAccount(who, await context.places());
  await writeSettings(context.home, { ...(await context.settings()), account: name });
  return {
    data: { account: name, address },
    text: () => `Commands act as ${name} now${address === undefined ? "" : ` (${address})`}.`,
    next: ["account show"],
  };
}
