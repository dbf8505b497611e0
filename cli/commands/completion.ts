import type { Answer } from "../Answer.ts";
import type { Context } from "../Context.ts";
import { bashCompletion } from "../completion/bashCompletion.ts";
import { zshCompletion } from "../completion/zshCompletion.ts";
import { resources } from "../resources/index.ts";
import { usageError } from "../usageError.ts";

const scripts: Readonly<Record<string, typeof bashCompletion>> = { bash: bashCompletion, zsh: zshCompletion };

export async function run(_context: Context, { shell }: { readonly shell: string }): Promise<Answer> {
  const script = scripts[shell];
  if (script === undefined) throw usageError(`The shell must be bash or zsh, not "${shell}".`);
  const text = script(resources);
  return { data: { shell, script: text }, text: () => text.trimEnd(), isExact: true };
}
