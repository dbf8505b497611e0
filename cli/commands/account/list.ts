import type { Answer } from "../../Answer.ts";
import { listKeystores } from "../../account/findAccount.ts";
import type { Context } from "../../Context.ts";
import { formatTable } from "../../output/formatTable.ts";

export async function run(context: Context): Promise<Answer> {
  const places = await context.places();
  const used = context.options.account ?? (await context.settings()).account;
  const keystores = (await listKeystores(places)).map(({ name, address, source }) => ({
    name,
    address,
    keptIn: source.kind === "keystore" ? source.path : "",
  }));
  const ofNode = Object.entries(places.nodeAccounts).map(([name, address]) => ({ name, address, keptIn: "the node" }));
  const accounts = [...keystores, ...ofNode].map((account) => ({ ...account, isUsed: account.name === used }));
  return {
    data: accounts,
    text: () =>
      formatTable(
        [
          { title: "Account", value: ({ name, isUsed }) => `${name}${isUsed ? " *" : ""}` },
          { title: "Address", value: ({ address }) => address ?? "not known until it is opened" },
          { title: "Key", value: ({ keptIn }) => keptIn },
        ],
        accounts,
        "No account is known. Make one: commonweights account new NAME",
      ),
    next: used === undefined ? ["account use NAME"] : [`account show ${used}`],
  };
}
