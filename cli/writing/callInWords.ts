import { type BigNumberish, Interface, id, toBigInt } from "ethers";
import { roles } from "../../rocketh/permissions.ts";
import type { Addresses } from "../../src/client.ts";
import { ETHER, formatAmount, type Unit } from "../output/formatAmount.ts";
import { formatDuration } from "../output/formatDuration.ts";
import { formatPercent } from "../output/formatPercent.ts";
import { printable } from "../output/printable.ts";
import { contractInterfaces } from "./contractInterfaces.ts";
import { type DescribedCall, describeCall, formatCall } from "./describeCall.ts";

/** A call that somebody proposes or makes. */
export type WordedCall = {
  readonly to: string;
  readonly data: string;
  /** Wei. */
  readonly value?: bigint;
};

export type CallWords = {
  readonly addresses: Addresses;
  /** How amounts of the deployment's own token are written. */
  readonly unit: Unit;
  /** How an address is written, such as a contract's or an account's name beside it. */
  readonly nameOf: (address: string) => string;
};

/** What a call does, in words, for those whom it concerns to judge; a call that has none of its own is shown decoded. */
export function callInWords(call: WordedCall, words: CallWords): string {
  return wordsOf(call, { ...words, depth: 0 });
}

/** Calls inside of calls that are put in words; a stranger can nest a thousand, and each is read again with those inside it. */
const MOST_DEEP = 4;
const MOST_AT_ONCE = 10;

type NestedWords = CallWords & { readonly depth: number };

/** A call that another one makes. */
function inside(call: WordedCall, words: NestedWords): string {
  if (words.depth < MOST_DEEP) return wordsOf(call, { ...words, depth: words.depth + 1 });
  return `${(call.data.length - 2) / 2} bytes with more calls inside, too deep to show`;
}

function wordsOf(call: WordedCall, words: NestedWords): string {
  const described = describeCall(words.addresses, call);
  const value = call.value ?? 0n;
  const sent = value === 0n ? "" : `, and send ${formatAmount(value, ETHER)} along`;
  if (call.data === "0x") return `Send ${formatAmount(value, ETHER)} to ${words.nameOf(call.to)}`;
  const said = sentence(described, call.to, words);
  if (said !== undefined) return `${inOneLine(said)}${sent}`;
  if (described.functionName !== undefined) return `${inOneLine(formatCall(described))}${sent}`;
  const size = (call.data.length - 2) / 2;
  return `Call ${words.nameOf(call.to)} with ${size} bytes that nobody here can read (${call.data.slice(0, 10)})${sent}`;
}

/** What comes from a stranger can neither move the cursor nor begin a line. */
function inOneLine(text: string): string {
  return printable(text).replaceAll("\n", " ");
}

type Args = Readonly<Record<string, BigNumberish>>;
type Say = (args: Args, words: NestedWords, to: string) => string;

function sentence(described: DescribedCall, to: string, words: NestedWords): string | undefined {
  const { contract, functionName = "" } = described;
  const isOurs = Object.values(contractInterfaces).some(({ name }) => name === contract);
  const say = says[`${contract}.${functionName}`] ?? (isOurs ? undefined : says[`ERC20.${functionName}`]);
  const args = Object.fromEntries(described.args.map(({ name, value }) => [name, value])) as Args;
  return say?.(args, words, to);
}

/** Amounts of other tokens are in their smallest units: what a token says about itself is not believed here. */
const units = (amount: BigNumberish, to: string, { addresses, unit, nameOf }: CallWords): string =>
  to.toLowerCase() === addresses.commonToken.toLowerCase()
    ? formatAmount(toBigInt(amount), unit)
    : `${toBigInt(amount)} of the smallest units of token ${nameOf(to)}`;

const duration = (seconds: BigNumberish): string => formatDuration(toBigInt(seconds));
const text = (value: BigNumberish | undefined): string => String(value);

const roleName = (roleId: BigNumberish): string => {
  const value = toBigInt(roleId);
  if (value === 0n) return "ADMIN, which may change every permission";
  const known = Object.entries(roles).find(([, one]) => one === value);
  return known === undefined ? `role ${value}` : known[0];
};

const timelockRoles: Readonly<Record<string, string>> = Object.fromEntries([
  [id("PROPOSER_ROLE"), "PROPOSER"],
  [id("EXECUTOR_ROLE"), "EXECUTOR"],
  [id("CANCELLER_ROLE"), "CANCELLER"],
  [`0x${"0".repeat(64)}`, "ADMIN"],
]);
const timelockRole = (role: BigNumberish): string => timelockRoles[text(role)] ?? text(role);

const functionNames = (target: string, selectors: readonly string[], { addresses }: CallWords): string => {
  const key = (Object.keys(addresses) as (keyof Addresses)[]).find((one) => addresses[one] === target);
  const abi = key === undefined ? new Interface([]) : contractInterfaces[key].abi();
  return selectors.map((selector) => abi.getFunction(selector)?.name ?? selector).join(", ");
};

const transfer: Say = (args, words, to) =>
  `Send ${units(args.value!, to, words)} from the timelock to ${words.nameOf(text(args.to))}`;
const allowToken =
  (where: string): Say =>
  ({ token, isAllowed }, { nameOf }) =>
    isAllowed
      ? `Allow payments ${where} in the token ${nameOf(text(token))}`
      : `No longer allow new payments ${where} in the token ${nameOf(text(token))}`;

/** By contract and function; proposals are carried out by the timelock, so it is the one who acts. */
const says: Readonly<Record<string, Say>> = {
  "ModelRegistry.promote": ({ modelId, fromVersion, toVersion }) =>
    `Promote version ${toVersion} of model ${modelId} in place of version ${fromVersion}`,
  "ModelRegistry.rollback": ({ modelId, fromVersion, toVersion }) =>
    `Roll model ${modelId} back from version ${fromVersion} to version ${toVersion}; version ${fromVersion} can never be live again`,
  "ModelRegistry.flag": ({ modelId, version, reasonDigest }) =>
    `Flag version ${version} of model ${modelId} as unsafe or unlawful, for good; the reason is the document ${reasonDigest}`,
  "ModelRegistry.setProvenance": ({ provenance_ }, { nameOf }) =>
    `Let ${nameOf(text(provenance_))} judge provenance, once and for good`,
  "TrainingRounds.contestProvenance": ({ roundId, reasonDigest }) =>
    `Contest the provenance of round ${roundId}, whose version can then not be promoted; the reason is the document ${reasonDigest}`,
  "ScoreBoard.setParameters": ({ parameters_ }, { unit }) => {
    const { minSeatStake, quorumBps, slashBps } = parameters_ as unknown as Args;
    return `Let future seats hold at least ${formatAmount(toBigInt(minSeatStake!), unit)}, committees need ${formatPercent(Number(quorumBps))} of their stake to reveal, and silent members lose ${formatPercent(Number(slashBps))} of theirs`;
  },
  "LicenseMarket.setTokenAllowed": allowToken("of licenses"),
  "RewardPool.setTokenAllowed": allowToken("into pots"),
  "CommonToken.transfer": transfer,
  "ERC20.transfer": transfer,
  "CommonToken.mint": ({ to, amount }, words) =>
    `Mint ${formatAmount(toBigInt(amount!), words.unit)} for ${words.nameOf(text(to))}`,
  "CommonToken.burn": ({ amount }, { unit }) => `Burn ${formatAmount(toBigInt(amount!), unit)} of the timelock`,
  "CommonToken.approve": ({ spender, value }, words, to) =>
    `Let ${words.nameOf(text(spender))} take ${units(value!, to, words)} from the timelock`,
  "ERC20.approve": ({ spender, value }, words, to) =>
    `Let ${words.nameOf(text(spender))} take ${units(value!, to, words)} from the timelock`,
  "CommonToken.delegate": ({ delegatee }, { nameOf }) =>
    `Let ${nameOf(text(delegatee))} vote with the timelock's tokens`,
  "ModelGovernor.setVotingDelay": ({ newVotingDelay }) =>
    `Let voting start ${duration(newVotingDelay!)} after a proposal`,
  "ModelGovernor.setVotingPeriod": ({ newVotingPeriod }) => `Let voting last ${duration(newVotingPeriod!)}`,
  "ModelGovernor.setProposalThreshold": ({ newProposalThreshold }, { unit }) =>
    `Let proposing take ${formatAmount(toBigInt(newProposalThreshold!), unit)} of votes`,
  "ModelGovernor.updateQuorumNumerator": ({ newQuorumNumerator }) =>
    `Let a decision need ${newQuorumNumerator}% of the supply for it or abstaining`,
  "ModelGovernor.setLateQuorumVoteExtension": ({ newVoteExtension }) =>
    `Let voting last at least ${duration(newVoteExtension!)} more once the quorum is reached`,
  "ModelGovernor.updateTimelock": ({ newTimelock }, { nameOf }) =>
    `Let the timelock ${nameOf(text(newTimelock))} carry out what members decide`,
  "ModelGovernor.relay": ({ target, value, data }, words) =>
    `As the governor: ${inside({ to: text(target), data: text(data), value: toBigInt(value!) }, words)}`,
  "TimelockController.updateDelay": ({ newDelay }) =>
    `Let the timelock wait ${duration(newDelay!)} between queueing and executing`,
  "TimelockController.grantRole": ({ role, account }, { nameOf }) =>
    `Give ${nameOf(text(account))} the role ${timelockRole(role!)} of the timelock`,
  "TimelockController.revokeRole": ({ role, account }, { nameOf }) =>
    `Take the role ${timelockRole(role!)} of the timelock from ${nameOf(text(account))}`,
  "AccessManager.grantRole": ({ roleId, account, executionDelay }, { nameOf }) =>
    `Grant ${nameOf(text(account))} the role ${roleName(roleId!)}${toBigInt(executionDelay!) === 0n ? "" : `; it has to announce what it does ${duration(executionDelay!)} before`}`,
  "AccessManager.revokeRole": ({ roleId, account }, { nameOf }) =>
    `Revoke the role ${roleName(roleId!)} from ${nameOf(text(account))}`,
  "AccessManager.setRoleAdmin": ({ roleId, admin }) =>
    `Let holders of ${roleName(admin!)} grant and revoke the role ${roleName(roleId!)}`,
  "AccessManager.setRoleGuardian": ({ roleId, guardian }) =>
    `Let holders of ${roleName(guardian!)} cancel what holders of ${roleName(roleId!)} announced`,
  "AccessManager.setGrantDelay": ({ roleId, newDelay }) =>
    `Let grants of the role ${roleName(roleId!)} take effect after ${duration(newDelay!)}`,
  "AccessManager.labelRole": ({ roleId, label }) => `Call the role ${roleName(roleId!)} "${label}"`,
  "AccessManager.setTargetFunctionRole": ({ target, selectors, roleId }, words) =>
    `Let holders of ${roleName(roleId!)} call ${functionNames(text(target), selectors as unknown as string[], words)} of ${words.nameOf(text(target))}`,
  "AccessManager.setTargetClosed": ({ target, closed }, { nameOf }) =>
    closed
      ? `Close the restricted functions of ${nameOf(text(target))} to everybody`
      : `Open the restricted functions of ${nameOf(text(target))} again to those who have the role`,
  "AccessManager.setTargetAdminDelay": ({ target, newDelay }, { nameOf }) =>
    `Let changes of permissions of ${nameOf(text(target))} take effect after ${duration(newDelay!)}`,
  "AccessManager.updateAuthority": ({ target, newAuthority }, { nameOf }) =>
    `Let ${nameOf(text(newAuthority))} decide who may do what at ${nameOf(text(target))}, in place of the access manager`,
  "AccessManager.multicall": ({ data }, words, to) => {
    const calls = data as unknown as readonly string[];
    const said = calls.slice(0, MOST_AT_ONCE).map((one, k) => `${k + 1}) ${inside({ to, data: one }, words)}`);
    const rest = calls.length - said.length;
    return `At once: ${[...said, ...(rest > 0 ? [`and ${rest} more calls that are not shown`] : [])].join("; ")}`;
  },
  "AccessManager.execute": ({ target, data }, words) =>
    `Through the access manager: ${inside({ to: text(target), data: text(data) }, words)}`,
};
