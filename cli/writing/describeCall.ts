import { Interface, type Result } from "ethers";
import type { Addresses } from "../../src/client.ts";
import { contractInterfaces } from "./contractInterfaces.ts";

/** A call of one of our contracts, read back from its bytes. */
export type DescribedCall = {
  /** Name of the contract, or its address when it is none of ours. */
  readonly contract: string;
  /** Undefined when the bytes are no call that we know. */
  readonly functionName: string | undefined;
  readonly args: readonly { readonly name: string; readonly value: unknown }[];
};

/** What a call says, decoded from what would be sent and not from what was asked for. */
export function describeCall(
  addresses: Addresses,
  { to, data }: { readonly to: string; readonly data: string },
): DescribedCall {
  const key = (Object.keys(addresses) as (keyof Addresses)[]).find(
    (one) => addresses[one].toLowerCase() === to.toLowerCase(),
  );
  const contract = key === undefined ? to : contractInterfaces[key].name;
  const abi = key === undefined ? erc20 : contractInterfaces[key].abi;
  const parsed = parse(abi(), data);
  if (parsed === null) return { contract, functionName: undefined, args: [] };
  return { contract, functionName: parsed.name, args: parsed.args };
}

/** Null for bytes that are no call: proposals hold whatever their proposer wrote. */
function parse(abi: Interface, data: string) {
  try {
    const parsed = data === "0x" ? null : abi.parseTransaction({ data });
    if (parsed === null) return null;
    const args = parsed.fragment.inputs.map(({ name }, k) => ({ name, value: plain(parsed.args[k]) }));
    return { name: parsed.name, args };
  } catch {
    return null;
  }
}

/** A call in one line, as code writes it: LicenseMarket.buy(offerId: 3, …). */
export function formatCall({ contract, functionName, args }: DescribedCall): string {
  if (functionName === undefined) return `${contract}: an unknown call`;
  return `${contract}.${functionName}(${args.map(({ name, value }) => `${name}: ${words(value)}`).join(", ")})`;
}

const erc20 = () =>
  new Interface(["function approve(address spender, uint256 value)", "function transfer(address to, uint256 value)"]);

/** ethers' results as plain objects and arrays. */
function plain(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const result = value as unknown as Result;
  const names = namesOf(result);
  return names === undefined
    ? [...result].map(plain)
    : Object.fromEntries(names.map((name, k) => [name, plain(result[k])]));
}

function namesOf(result: Result): string[] | undefined {
  try {
    const names = Object.keys(result.toObject());
    return names.length === result.length && names.every((name) => !/^_?\d*$/.test(name)) && names.length > 0
      ? names
      : undefined;
  } catch {
    return undefined;
  }
}

function words(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(words).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name}: ${words(inner)}`)
    .join(", ")}}`;
}
