import { Contract, MaxUint256 } from "ethers";
import { read } from "../../src/chain/read.ts";
import type { Addresses, Client } from "../../src/client.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { ModelGovernor__factory, VotingPower__factory } from "../../typechain-types/index.ts";
import type { Answer } from "../Answer.ts";
import type { Context } from "../Context.ts";
import { describeError } from "../describeError.ts";
import { ExitCode } from "../ExitCode.ts";
import { ETHER, formatAmount, type Unit } from "../output/formatAmount.ts";
import { formatDuration } from "../output/formatDuration.ts";
import { formatFields } from "../output/formatFields.ts";
import { contractInterfaces } from "../writing/contractInterfaces.ts";

/** One thing that was looked at. A warning is worth knowing and stops nothing. */
type Check = {
  readonly what: string;
  readonly state: "ok" | "warning" | "wrong";
  readonly found: string;
  /** What to do; a command without the program's name, or a sentence. */
  readonly remedy?: string;
};

const OLD_BLOCK_SECONDS = 600;
const TIMESTAMPS = "mode=timestamp";

export async function run(context: Context): Promise<Answer> {
  const checks: Check[] = [];
  try {
    await checkAll(context, (check) => checks.push(check));
  } catch (error) {
    if (!(error instanceof BaseError)) throw error;
    const { message, remedy } = describeError(error);
    checks.push({ what: error.code, state: "wrong", found: message, ...(remedy === undefined ? {} : { remedy }) });
  }
  const isWrong = checks.some(({ state }) => state === "wrong");
  return {
    data: { isHealthy: !isWrong, checks },
    text: () => formatFields(checks.map((check) => [`${MARKS[check.state]} ${check.what}`, wordsOf(check)])),
    exitCode: isWrong ? ExitCode.No : ExitCode.Done,
  };
}

const MARKS = { ok: "ok  ", warning: "note", wrong: "BAD " } as const;

function wordsOf({ found, remedy }: Check): string {
  return remedy === undefined ? found : `${found}\n→ ${remedy}`;
}

async function checkAll(context: Context, add: (check: Check) => void): Promise<void> {
  const { network, quorum } = await context.chain();
  add({
    what: "Node",
    state: "ok",
    found: `${network.name}, chain ${network.chainId}, ${quorum.endpoints.length} asked`,
  });
  const client = await context.client();
  await checkClock(context, add);
  await checkCode(client, add);
  await checkClockModes(client, add);
  const { index } = await context.indexed();
  add({ what: "Index", state: "ok", found: `up to block ${index.head()?.number} in ${index.path}` });
  const who = context.options.account ?? (await context.settings()).account;
  if (who === undefined) {
    const remedy = "commonweights account use NAME, or --account NAME";
    return add({ what: "Account", state: "warning", found: "none is in use; reads need none", remedy });
  }
  await checkAccount(context, client, add);
}

async function checkClock(context: Context, add: (check: Check) => void): Promise<void> {
  const age = Math.floor(Date.now() / 1000) - (await context.now());
  const what = "Newest block";
  if (Math.abs(age) <= OLD_BLOCK_SECONDS) return add({ what, state: "ok", found: `${formatDuration(age)} old` });
  const found = age > 0 ? `${formatDuration(age)} old` : `${formatDuration(age)} ahead of this machine's clock`;
  const remedy = "Fine on a devnet, whose clock is its own. Elsewhere the node is behind, or this clock is wrong.";
  add({ what, state: "warning", found, remedy });
}

async function checkCode({ runner, addresses }: Client, add: (check: Check) => void): Promise<void> {
  const names = Object.keys(addresses) as (keyof Addresses)[];
  const codes = await Promise.all(names.map((name) => read(runner.provider!.getCode(addresses[name]))));
  const missing = names.filter((_, k) => codes[k] === "0x");
  const what = "Contracts";
  if (missing.length === 0) return add({ what, state: "ok", found: `code at all ${names.length} addresses` });
  const listed = missing.map((name) => `${contractInterfaces[name].name} (${addresses[name]})`).join(", ");
  const remedy = "Check the addresses: commonweights net show";
  add({ what, state: "wrong", found: `no code at ${listed}`, remedy });
}

/** Votes are counted in seconds everywhere; a contract that counts blocks would make every snapshot wrong. */
async function checkClockModes({ runner, addresses }: Client, add: (check: Check) => void): Promise<void> {
  const names = ["modelGovernor", "votingPower", "commonToken", "staking"] as const;
  const modes = await Promise.all(
    names.map((name) =>
      read(
        new Contract(addresses[name], ["function CLOCK_MODE() view returns (string)"], runner).getFunction(
          "CLOCK_MODE",
        )(),
      ),
    ),
  );
  const odd = names.filter((_, k) => modes[k] !== TIMESTAMPS);
  const what = "Clock mode";
  if (odd.length === 0) return add({ what, state: "ok", found: "timestamps, in all that votes rely on" });
  const remedy = "These are not the contracts of this version.";
  add({
    what,
    state: "wrong",
    found: `not timestamps: ${odd.map((name) => contractInterfaces[name].name).join(", ")}`,
    remedy,
  });
}

async function checkAccount(context: Context, client: Client, add: (check: Check) => void): Promise<void> {
  const { runner, addresses } = client;
  const account = await context.address();
  const unit = await context.unitOf(addresses.commonToken);
  add({ what: "Account", state: "ok", found: account });
  const ether = await read(runner.provider!.getBalance(account));
  add(
    ether > 0n
      ? { what: "Ether", state: "ok", found: formatAmount(ether, ETHER) }
      : { what: "Ether", state: "wrong", found: "none", remedy: "Transactions cost gas: send it some ether." },
  );
  const token = new Contract(
    addresses.commonToken,
    [
      "function balanceOf(address) view returns (uint256)",
      "function allowance(address,address) view returns (uint256)",
      "function delegates(address) view returns (address)",
    ],
    runner,
  );
  const balance = (await read(token.getFunction("balanceOf")(account))) as bigint;
  add({ what: "Tokens", state: balance > 0n ? "ok" : "warning", found: formatAmount(balance, unit) });
  await checkAllowances(account, token, addresses, unit, add);
  await checkVotes(account, balance, token, client, unit, add);
}

async function checkAllowances(
  account: string,
  token: Contract,
  addresses: Addresses,
  unit: Unit,
  add: (check: Check) => void,
): Promise<void> {
  const spenders = ["licenseMarket", "rewardPool", "staking", "trainingRounds"] as const;
  const allowances = (await Promise.all(
    spenders.map((name) => read(token.getFunction("allowance")(account, addresses[name]))),
  )) as bigint[];
  const given = spenders.flatMap((name, k) => {
    const allowance = allowances[k]!;
    if (allowance === 0n) return [];
    return [
      `${contractInterfaces[name].name} ${allowance === MaxUint256 ? "anything" : formatAmount(allowance, unit)}`,
    ];
  });
  const found = given.length === 0 ? "none; commands ask for what they need" : given.join(", ");
  add({ what: "Allowances", state: "ok", found });
}

async function checkVotes(
  account: string,
  balance: bigint,
  token: Contract,
  { runner, addresses }: Client,
  unit: Unit,
  add: (check: Check) => void,
): Promise<void> {
  const power = VotingPower__factory.connect(addresses.votingPower, runner);
  const governor = ModelGovernor__factory.connect(addresses.modelGovernor, runner);
  const [votes, threshold, delegatee] = (await read(
    Promise.all([power.getVotes(account), governor.proposalThreshold(), token.getFunction("delegates")(account)]),
  )) as [bigint, bigint, string];
  const what = "Voting power";
  const found = `${formatAmount(votes, unit)}; proposing takes ${formatAmount(threshold, unit)}`;
  if (balance > 0n && BigInt(delegatee) === 0n) {
    const remedy =
      "Your tokens do not vote until you delegate them, to yourself or another: commonweights dao delegate";
    return add({ what, state: "warning", found, remedy });
  }
  add({ what, state: "ok", found });
}
