import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findNetwork } from "../../network/findNetwork.ts";
import { writeSettings } from "../../network/writeSettings.ts";

export async function run(context: Context, { name }: { readonly name: string }): Promise<Answer> {
  const settings = await context.settings();
  const { chainId } = await findNetwork({ settings, name, chainIdOf: async () => 0 });
  await writeSettings(context.home, { ...settings, network: name });
  return { data: { network: name, chainId }, text: () => `Commands go to ${name} now.`, next: ["doctor"] };
}
