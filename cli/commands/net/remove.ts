import { BaseError } from "../../../src/errors/BaseError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { writeSettings } from "../../network/writeSettings.ts";

export async function run(context: Context, { name }: { readonly name: string }): Promise<Answer> {
  const { networks, network, ...rest } = await context.settings();
  if (!Object.hasOwn(networks, name)) {
    throw new BaseError("NOT_FOUND", `No network called "${name}" was added.`, {
      remedy: "See commonweights net list.",
    });
  }
  const { [name]: _, ...others } = networks;
  await writeSettings(context.home, { ...rest, networks: others, ...(network === name ? {} : { network }) });
  return { data: { removed: name }, text: () => `${name} is forgotten.` };
}
