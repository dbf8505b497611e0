import type { Context } from "../Context.ts";
import { nameAndAddress } from "../output/nameOf.ts";
import type { CallWords } from "../writing/callInWords.ts";
import { contractInterfaces } from "../writing/contractInterfaces.ts";

/** The words for calls on the network of a command: our contracts and a devnet's people have names. */
export async function callWordsOf(context: Context): Promise<CallWords> {
  const network = await context.network();
  const { addresses } = network;
  const keys = Object.keys(addresses) as (keyof typeof addresses)[];
  return {
    addresses,
    unit: await context.unitOf(addresses.commonToken),
    nameOf(address) {
      const key = keys.find((one) => addresses[one].toLowerCase() === address.toLowerCase());
      return key === undefined ? nameAndAddress(network, address) : contractInterfaces[key].name;
    },
  };
}
