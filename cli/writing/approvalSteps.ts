import { Contract } from "ethers";
import { read } from "../../src/chain/read.ts";
import type { Client } from "../../src/client.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";
import { approveTokens } from "../../src/token/approveTokens.ts";
import type { Context } from "../Context.ts";
import { formatAmount, type Unit } from "../output/formatAmount.ts";
import type { Field } from "../output/formatFields.ts";
import type { Step } from "./Deed.ts";

export type ApprovalParameters = {
  readonly token: string;
  readonly unit: Unit;
  /** Who takes the tokens, and how the preview calls it. */
  readonly spender: string;
  readonly spenderName: string;
  /** Smallest units. */
  readonly amount: bigint;
};

/** What has to happen before a contract can take tokens, and what the preview says about it. */
export type Approval = { readonly steps: readonly Step[]; readonly facts: readonly Field[] };

const abi = [
  "function allowance(address owner, address spender) view returns (uint256)",
  "function balanceOf(address account) view returns (uint256)",
  // Without what it returns: some tokens return nothing.
  "function approve(address spender, uint256 value)",
];

/**
 * An approval of exactly what is taken, where the allowance is too small; no step where it is not. Where the token refuses to
 * change an allowance that is not zero, as USDT does, it is taken back first.
 */
export async function approvalSteps(context: Context, parameters: ApprovalParameters): Promise<Approval> {
  const { token, unit, spender, spenderName, amount } = parameters;
  if (amount === 0n) return { steps: [], facts: [] };
  const owner = await context.address();
  const { runner, addresses } = await context.client();
  const contract = new Contract(token, abi, runner);
  const [allowance, balance] = (await read(
    Promise.all([contract.getFunction("allowance")(owner, spender), contract.getFunction("balanceOf")(owner)]),
  )) as [bigint, bigint];
  const facts: Field[] = [
    ["Balance", `${formatAmount(balance, unit)}${balance < amount ? ", which is too little" : ""}`],
    [
      "Allowance",
      `${formatAmount(allowance, unit)} to ${spenderName}${allowance < amount ? "; it is raised first" : ""}`,
    ],
  ];
  if (allowance >= amount) return { steps: [], facts };
  const label = `Allow ${spenderName} to take ${formatAmount(amount, unit)}`;
  const isCommon = token === addresses.commonToken;
  const approve = (value: bigint) => (client: Client) =>
    approveTokens(client, { spender, amount: value, ...(isCommon ? {} : { token }) });
  const raise: Step = { label, act: approve(amount) };
  if (allowance === 0n || (await canApprove(contract, owner, spender, amount))) return { facts, steps: [raise] };
  return { facts, steps: [{ label: `Take back what ${spenderName} may take so far`, act: approve(0n) }, raise] };
}

async function canApprove(token: Contract, owner: string, spender: string, amount: bigint): Promise<boolean> {
  try {
    await read(token.getFunction("approve").staticCall(spender, amount, { from: owner }));
    return true;
  } catch (error) {
    if (error instanceof RetryableError) throw error;
    return false;
  }
}
