import { calldataOf } from "../../src/chain/calldataOf.ts";
import type { Quorum } from "../../src/chain/createQuorum.ts";
import type { Fees } from "../../src/chain/Fees.ts";
import type { TransactionSigner } from "../../src/chain/TransactionSigner.ts";
import type { Client } from "../../src/client.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { Answer } from "../Answer.ts";
import type { GlobalOptions } from "../globalOptions.ts";
import type { Network } from "../network/Network.ts";
import type { Progress } from "../output/createProgress.ts";
import { ETHER, formatAmount } from "../output/formatAmount.ts";
import { type Field, formatFields } from "../output/formatFields.ts";
import { CommandSigner } from "./CommandSigner.ts";
import { callLines } from "./callLines.ts";
import type { Deed, Step } from "./Deed.ts";
import { describeCall } from "./describeCall.ts";
import { feesFor } from "./feesFor.ts";
import { minedFailure } from "./minedFailure.ts";
import type { PlannedCall } from "./PlannedCall.ts";
import { simulateCalls } from "./simulateCalls.ts";
import { WriteProvider } from "./WriteProvider.ts";

export type CarryOutParameters = {
  readonly deed: Deed;
  readonly network: Network;
  readonly quorum: Quorum;
  /** Reads; its account is `from`. */
  readonly client: Client;
  readonly from: string;
  readonly options: GlobalOptions;
  readonly progress: Progress;
  readonly confirm: (question: string) => Promise<boolean>;
  readonly openSigner: () => Promise<TransactionSigner>;
  /** Told what was sent so far, for whoever interrupts. */
  readonly onSent: (label: string, hash: string) => void;
  /** Resolves when the index has the newest block. */
  readonly bringIndex: () => Promise<void>;
};

/** What was agreed to, and who signs it. */
type Sending = {
  /** By step. */
  readonly plan: readonly (readonly PlannedCall[])[];
  readonly fees: Fees;
  readonly signer: TransactionSigner;
};

/** A transaction that was included. */
type SentStep = {
  readonly label: string;
  readonly hash: string;
  readonly gasUsed: bigint;
  readonly blockNumber: number;
};

/**
 * Shows what a deed would do, decoded from the very bytes, with its fee; asks once; sends those bytes and no others, one
 * transaction after the other.
 * With `--dry-run` and `--calldata` nothing is sent and no key is needed.
 * @throws BaseError `NOT_CONFIRMED`, `FUNDS_SHORT`; RevertError when a contract would refuse, before anything is sent.
 */
export async function carryOut(parameters: CarryOutParameters): Promise<Answer> {
  const { deed, network, quorum, client, from, options, progress, confirm, openSigner } = parameters;
  const plan = await planCalls(client, deed.steps);
  const calls = plan.flat();
  const described = calls.map((call) => ({ ...call, ...describeCall(network.addresses, call) }));
  if (options.calldata === true) {
    return {
      data: { chainId: network.chainId, from, calls: described },
      text: () =>
        calls
          .map(({ label, to, value, data }) => `# ${label}\nto    ${to}\nvalue ${value}\ndata  ${data}`)
          .join("\n\n"),
    };
  }
  progress.show("Trying it out …");
  const simulated = await simulateCalls(quorum, from, calls);
  const fees = await feesFor(quorum, options.maxFee);
  const knownGas = simulated.reduce((sum, { gas = 0n }) => sum + gas, 0n);
  const fee = knownGas * fees.expected;
  const isWhole = simulated.every(({ gas }) => gas !== undefined);
  const facts: Field[] = [
    ["Network", `${network.name} (chain ${network.chainId})`],
    ["Account", from],
    ...(deed.facts ?? []),
    ...described.map(
      (call, k): Field => [
        calls.length === 1 ? "Transaction" : `Transaction ${k + 1} of ${calls.length}`,
        [call.label, ...callLines(call)].join("\n"),
      ],
    ),
    ["Fee", `about ${formatAmount(fee, ETHER)}${isWhole ? "" : " for the first"} (${knownGas} gas)`],
  ];
  progress.note(`${deed.title}\n\n${formatFields(facts)}\n`);
  await requireEther(quorum, from, fee, network);
  if (options.dryRun === true) {
    const data = { isDryRun: true, chainId: network.chainId, from, calls: described, gas: knownGas, feeWei: fee };
    return { data, text: () => "It would succeed. Nothing was sent." };
  }
  const count = calls.length === 1 ? "1 transaction" : `${calls.length} transactions`;
  if (!(await confirm(`Send ${count}?`))) {
    throw new BaseError("NOT_CONFIRMED", "Nothing was sent.");
  }
  const { results, sent } = await sendAll(parameters, { plan, fees, signer: await openSigner() });
  if (options.wait === true) await parameters.bringIndex();
  const answer = await deed.answer(results);
  const transactions = sent.map(({ label, hash, blockNumber, gasUsed }) => ({ label, hash, blockNumber, gasUsed }));
  return { ...answer, data: { ...(answer.data as object), transactions } };
}

/** The transactions of each step. */
async function planCalls(client: Client, steps: readonly Step[]): Promise<PlannedCall[][]> {
  const plan: PlannedCall[][] = [];
  for (const { label, act } of steps) {
    plan.push((await calldataOf(client, act)).map((call) => ({ label, ...call })));
  }
  return plan;
}

async function requireEther(quorum: Quorum, from: string, fee: bigint, { name }: Network): Promise<void> {
  const balance = BigInt((await quorum.ask("eth_getBalance", [from, "latest"])) as string);
  if (balance >= fee) return;
  throw new BaseError(
    "FUNDS_SHORT",
    `${from} has ${formatAmount(balance, ETHER)}; the fee is about ${formatAmount(fee, ETHER)}.`,
    {
      remedy: `Send it some ether on ${name} first. Nothing was sent.`,
    },
  );
}

async function sendAll(
  { deed, network, quorum, client, progress, onSent }: CarryOutParameters,
  { plan, fees, signer }: Sending,
): Promise<{ readonly results: readonly unknown[]; readonly sent: readonly SentStep[] }> {
  const provider = new WriteProvider(quorum, network.chainId);
  const nonces = { least: 0 };
  const results: unknown[] = [];
  const sent: SentStep[] = [];
  try {
    for (const [k, { label, act }] of deed.steps.entries()) {
      const place = deed.steps.length === 1 ? "" : `${k + 1} of ${deed.steps.length}: `;
      progress.show(`${place}${label} …`);
      const runner = new CommandSigner({
        ...{ signer, provider, quorum, fees, nonces },
        calls: plan[k]!,
        onSent: (hash) => {
          onSent(label, hash);
          progress.show(`${place}${label}: sent, waiting for a block`);
        },
      });
      const result = await act({
        ...client,
        runner,
        onReceipt: (_, { hash, gasUsed, blockNumber }) => sent.push({ label, hash, gasUsed, blockNumber }),
      }).catch(async (error: unknown) => {
        throw await minedFailure(error, provider);
      });
      results.push(result);
      const last = sent.at(-1);
      progress.note(`${place}${label}: included in block ${last?.blockNumber} (${last?.gasUsed} gas)`);
    }
  } finally {
    provider.destroy();
  }
  return { results, sent };
}
