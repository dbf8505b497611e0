import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { formatEther } from "ethers";
import type { BlockRef } from "../../src/chain/Block.ts";
import { createAgreedClient } from "../../src/chain/createAgreedClient.ts";
import { type AccountState, createOutbox } from "../../src/chain/createOutbox.ts";
import { createQuorum } from "../../src/chain/createQuorum.ts";
import { followChain } from "../../src/chain/followChain.ts";
import { openEndpoint } from "../../src/chain/openEndpoint.ts";
import type { ServiceStatus } from "../../src/chain/ServiceStatus.ts";
import type { TransactionSigner } from "../../src/chain/TransactionSigner.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";
import { RevertError } from "../../src/errors/RevertError.ts";
import { openFolderStore } from "../../src/node/openFolderStore.ts";
import { acquireLock, type Lock } from "../../src/node/state/acquireLock.ts";
import { openState, type State } from "../../src/node/state/openState.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { foldRound } from "../../src/training/foldRound.ts";
import { phaseAt } from "../../src/training/phaseAt.ts";
import type { RoundRecord } from "../../src/training/RoundRecord.ts";
import { TrainingRounds__factory } from "../../typechain-types/index.ts";
import type { BaseConfig } from "../operation/baseConfigSchema.ts";
import type { RunningService, ServiceContext } from "../operation/RunningService.ts";
import { checkChain } from "./checkChain.ts";
import { createAlarms } from "./createAlarms.ts";
import { createJobs, type Jobs } from "./createJobs.ts";
import type { Role, RoleTools, Turn } from "./Role.ts";
import { newestBlock, readAccount } from "./readAccount.ts";

export type StartDaemonParameters = {
  readonly config: BaseConfig;
  readonly context: ServiceContext;
  readonly signer: TransactionSigner;
  readonly storage: ContentStore;
  readonly createRole: (tools: RoleTools) => Promise<Role>;
  /** Told where the service stands, for tracing. */
  readonly onStep?: (step: string, details?: Readonly<Record<string, unknown>>) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** Blocks that one turn takes at most, so that the loop shows that it lives while it catches up. */
const BLOCKS_PER_TURN = 5_000;
/** Blocks between two looks at stakes, seats and keys. */
const KEEP_EVERY_BLOCKS = 25;
const PASSIVE_MILLISECONDS = 1_000;
/** Rounds that go wrong in one turn before the others are left for the next. */
const MOST_FAILURES = 3;
/** What a commit and a reveal may use, with their margins. */
const GAS_PER_ROUND = 750_000n;
/** Refused acts that are remembered, so that each is told once; after so many, some are told again. */
const MOST_REFUSED = 1_000;
/** Phases of a round that may still ask for a transaction. */
const BEGUN = ["Commit", "Reveal", "Opening", "ScoreCommit", "ScoreReveal"];
/** Jobs of a kind at a time: a judgement may hold a gigabyte, and training every core. */
const MOST_JOBS = { judge: 1, train: 1 };
/** Transactions that a daemon counts by these names of steps. */
const COUNTED = ["sent", "included", "reverted", "bumped", "cancelled", "displaced", "filled"];

/**
 * Starts the loop that oracles and contributors share: follow the chain as enough nodes see it, let the role decide, make each
 * call part of the chain once. Whatever is not as it should be raises an alarm, and nothing is sent meanwhile.
 */
export async function startDaemon(parameters: StartDaemonParameters): Promise<RunningService> {
  const { config, context, signer, storage, now = Date.now } = parameters;
  const { chain, fees, stateFolder } = config;
  const { logger, metrics } = context;
  const { addresses, chainId } = chain;
  const alarms = createAlarms(logger, now);
  const counters: Record<string, number> = {};
  const watched = [addresses.trainingRounds, addresses.scoreBoard, addresses.rewardPool, addresses.sealedUpdates];

  let isStopping = false;
  let isPassive = false;
  let isHalted = false;
  /** A job ended since the last turn: there may be something to do on the same head. */
  let hasNews = false;
  let lastTurnAt = now();
  let lagBlocks: number | undefined;
  let account: AccountState | undefined;
  let head: BlockRef | undefined;
  let phases: Record<string, number> = {};
  let deepestReorg = 0;
  let pending = 0;
  /** Acts that the contracts refused, so that each is told once. */
  const refused = new Set<string>();
  let stopped = new AbortController();
  let wake = () => {};

  const count = (name: string, by = 1) => {
    counters[name] = (counters[name] ?? 0) + by;
  };
  const onStep = (step: string, details: Readonly<Record<string, unknown>> = {}) => {
    if (COUNTED.includes(step)) count(step);
    if (step === "included") alarms.clear("KEY");
    if (step === "displaced") {
      alarms.raise(
        "KEY",
        `Nonce ${details.nonce} of ${signer.address} went to a transaction that was not signed here.\nStop whatever else uses this key: a wallet, or a service on another machine.`,
      );
    }
    if (step === "included" || step === "reverted" || step === "displaced") logger.info(details, `transaction ${step}`);
    else logger.debug(details, step);
    parameters.onStep?.(step, details);
  };
  const quorum = createQuorum({
    endpoints: chain.endpoints.map((url) => openEndpoint(url)),
    needed: chain.quorum,
    onOutcome: (name, outcome) => metrics.countRequest(name, outcome),
  });

  async function run(): Promise<"stopped" | "halted"> {
    // One for the state, one for the key: two states must not act with one key, nor two keys on one state.
    const key = createHash("sha256").update(`${chainId} ${signer.address}`).digest("hex").slice(0, 32);
    const locks: Lock[] = [];
    try {
      for (const path of [join(stateFolder, "lock"), join(config.lockFolder, key)]) {
        const lock = await waitForLock(path);
        if (lock === undefined) return "stopped";
        locks.push(lock);
      }
      return await work();
    } finally {
      for (const lock of locks) lock.release();
    }
  }

  /** Waits until no other process holds a lock; undefined when told to stop before. */
  async function waitForLock(path: string): Promise<Lock | undefined> {
    while (!isStopping) {
      const lock = acquireLock(path);
      isPassive = lock === undefined;
      lastTurnAt = now();
      if (lock !== undefined) {
        alarms.clear("PASSIVE");
        return lock;
      }
      alarms.raise(
        "PASSIVE",
        `Another process acts for ${signer.address}; this one waits until it ends.\nNothing has to be done, unless only one was meant to run.`,
      );
      await pause(PASSIVE_MILLISECONDS);
    }
    return undefined;
  }

  async function work(): Promise<"stopped" | "halted"> {
    const state = openState({
      path: join(stateFolder, "state.sqlite"),
      finalityDepth: chain.finalityDepth,
      subject: `chain ${chainId}, account ${signer.address}, rounds ${addresses.trainingRounds}`,
      roundOpened: TrainingRounds__factory.createInterface().getEvent("RoundOpened").topicHash,
    });
    const jobs = createJobs({
      now,
      pauseMilliseconds: chain.pollMilliseconds,
      most: MOST_JOBS,
      onBegin: (key) => onStep("job-begun", { key }),
      onEnd: (key) => onStep("job-ended", { key }),
      onDone: (key) => {
        onStep("job-done", { key });
        alarms.clear(`JOB ${key.split("/")[0]}`);
        hasNews = true;
        wake();
      },
      onError: (key, error) => {
        logger[error instanceof RetryableError ? "debug" : "error"]({ error, key }, "a job failed; it is tried again");
        alarms.raise(`JOB ${key.split("/")[0]}`, error.message);
      },
    });
    const tools: RoleTools = {
      signer,
      addresses,
      chainId,
      state,
      storage,
      jobs,
      alarms,
      logger,
      metrics,
      onStep,
      files: await openFolderStore(join(stateFolder, "files")),
    };
    const role = await parameters.createRole(tools);
    // Another configuration decides otherwise: every round is looked at again.
    const { http: _, log: __, ...decisive } = config;
    if (
      !state.isUnchanged(
        "configuration",
        JSON.stringify(decisive, (_key, value) => (typeof value === "bigint" ? String(value) : value)),
      )
    ) {
      state.rounds.wakeAll();
    }
    try {
      return await loop(state, role, jobs);
    } finally {
      await jobs.close();
      await role.close();
      state.close();
    }
  }

  async function loop(state: State, role: Role, jobs: Jobs): Promise<"stopped" | "halted"> {
    const { confirmations } = chain;
    const outbox = createOutbox({
      quorum,
      signer,
      store: state.transactions,
      chainId,
      policy: fees,
      confirmations,
      onStep,
    });
    let isChecked = false;
    let keptAt = Number.NEGATIVE_INFINITY;
    let playedHash: string | undefined;
    while (!isStopping) {
      let isBehind = false;
      try {
        if (!isChecked) {
          await checkChain({ quorum, chainId, addresses, codeHashes: chain.codeHashes });
          isChecked = true;
          alarms.clear("CHAIN");
        }
        const progress = await followChain({
          quorum,
          record: state.chain,
          addresses: watched,
          fromBlock: chain.fromBlock,
          finalityDepth: chain.finalityDepth,
          mostBlocks: BLOCKS_PER_TURN,
          onStep,
        });
        head = progress.head;
        isBehind = progress.isBehind;
        if (progress.unwound > 0) noteReorg(progress.unwound);
        lagBlocks = isBehind && head !== undefined ? Math.max(1, (await newestBlock(quorum)) - head.number) : 0;
        alarms.clear("QUORUM");
        if (head !== undefined && !isBehind && isOnTime(head) && (head.hash !== playedHash || hasNews)) {
          hasNews = false;
          account = await readAccount(quorum, { head, address: signer.address, chainId });
          await outbox.flush(account);
          const turn = createTurn(account, state, outbox);
          if (head.number - keptAt >= KEEP_EVERY_BLOCKS || head.number < keptAt) {
            keptAt = (await isKept(role, turn)) ? head.number : Number.NEGATIVE_INFINITY;
          }
          await playRounds(state, role, turn, jobs);
          await outbox.flush(account);
          noteAccount(account, outbox.stuck());
          playedHash = head.hash;
          alarms.clear("TURN");
        }
        pending = state.transactions
          .open()
          .filter(({ inclusion, isDisplaced }) => inclusion === undefined && !isDisplaced).length;
        onStep("turned");
      } catch (error) {
        const isFatal = !isStopping && handle(error);
        if (isFatal) {
          isHalted = true;
          return "halted";
        }
        if (error instanceof BaseError && error.code === "WRONG_CHAIN") isChecked = false;
      }
      // Nodes that do not answer are no fault of the loop: it turns.
      lastTurnAt = now();
      if (!isBehind && !isStopping) await pause(chain.pollMilliseconds);
    }
    return "stopped";
  }

  /** Stakes, seats and keys; what goes wrong with them must not cost a round. */
  async function isKept(role: Role, turn: Turn): Promise<boolean> {
    try {
      const isTrue = await role.keep(turn);
      alarms.clear("KEEP");
      return isTrue;
    } catch (error) {
      report("KEEP", error);
      return false;
    }
  }

  /** Plays every round that is awake. What goes wrong in one of them must not cost another. */
  async function playRounds(state: State, role: Role, turn: Turn, jobs: Jobs): Promise<void> {
    const rounds = awakeRounds(state, role, turn);
    phases = {};
    const awake = new Set(rounds.map(({ key }) => key));
    let failures = 0;
    for (const round of rounds) {
      const phase = phaseAt(round, turn.now);
      phases[phase] = (phases[phase] ?? 0) + 1;
      try {
        const sleepUntil = await role.play(turn, round);
        if (sleepUntil === undefined) continue;
        state.rounds.sleep(round.roundId, sleepUntil);
        awake.delete(round.key);
      } catch (error) {
        failures += 1;
        report("ROUND", error, { roundId: round.roundId });
        // When nodes do not answer, they do not for the next round either.
        if (error instanceof RetryableError && failures >= MOST_FAILURES) break;
      }
    }
    if (failures === 0) alarms.clear("ROUND");
    jobs.abortAllBut([...awake]);
    onStep("rounds-played");
  }

  /** Those with something to reveal first: to miss that costs the most. */
  function awakeRounds(state: State, role: Role, { now }: Turn): RoundRecord[] {
    const rounds = state.rounds.awake(role.modelIds, now).flatMap((roundId) => {
      const topic = `0x${roundId.toString(16).padStart(64, "0")}`;
      return foldRound(state.chain.logs({ addresses: watched, topics: [undefined, [topic]] })) ?? [];
    });
    const rank = (round: RoundRecord) => (["Reveal", "ScoreReveal"].includes(phaseAt(round, now)) ? 0 : 1);
    return rounds.sort((a, b) => rank(a) - rank(b));
  }

  function report(code: string, error: unknown, details: Readonly<Record<string, unknown>> = {}): void {
    const message = error instanceof Error ? error.message : String(error);
    logger[error instanceof RetryableError ? "debug" : "error"](
      { error, ...details },
      "failed; tried again on the next head",
    );
    // FUNDS says so already.
    if (!(error instanceof BaseError && error.code === "INSUFFICIENT_FUNDS")) alarms.raise(code, message);
  }

  function createTurn(at: AccountState, state: State, outbox: ReturnType<typeof createOutbox>): Turn {
    return {
      now: at.head.timestamp,
      confirmedBlock: at.head.number - chain.confirmations,
      client: createAgreedClient({
        quorum,
        events: state.chain,
        head: at.head,
        chainId,
        addresses,
        account: signer.address,
      }),
      confirmedTime: state.chain.timestampAt(at.head.number - chain.confirmations) ?? 0,
      head: at.head,
      isCurrent: () => state.chain.hashAt(at.head.number) === at.head.hash,
      mayBegin: at.balanceWei >= reserveOf(phases),
      async ensure(intent) {
        try {
          if (await outbox.ensure(intent, at)) logger.info({ key: intent.key }, "signed");
          refused.delete(intent.key);
          return undefined;
        } catch (error) {
          if (!(error instanceof RevertError)) throw error;
          if (refused.size >= MOST_REFUSED) refused.clear();
          logger[refused.has(intent.key) ? "debug" : "info"]({ key: intent.key, error }, "the contract would refuse");
          refused.add(intent.key);
          return error;
        }
      },
    };
  }

  /** What the account must have before another round is begun: enough to end every one that is, at the dearest. */
  function reserveOf(begun: Readonly<Record<string, number>>): bigint {
    const rounds = BEGUN.reduce((sum, phase) => sum + (begun[phase] ?? 0), 1);
    return fees.minBalanceWei + BigInt(rounds) * GAS_PER_ROUND * fees.maxFeePerGas;
  }

  function isOnTime({ timestamp }: BlockRef): boolean {
    const { maxClockSkewSeconds } = chain;
    const skew = now() / 1000 - timestamp;
    if (maxClockSkewSeconds === null || Math.abs(skew) <= maxClockSkewSeconds) {
      alarms.clear("CLOCK");
      return true;
    }
    alarms.raise(
      "CLOCK",
      `The newest block is more than ${maxClockSkewSeconds} s ${skew > 0 ? "behind" : "ahead of"} this machine's clock.\nCompare both with another clock. The chain may have stopped. Nothing is sent meanwhile.`,
    );
    return false;
  }

  function noteReorg(depth: number): void {
    count("reorgs");
    deepestReorg = Math.max(deepestReorg, depth);
    metrics.observeReorg(depth);
    logger.warn({ depth }, "the chain was reorganised");
  }

  function noteAccount({ balanceWei }: AccountState, stuck: readonly number[]): void {
    const reserve = reserveOf(phases);
    if (balanceWei >= reserve) alarms.clear("FUNDS");
    else
      alarms.raise(
        "FUNDS",
        `${signer.address} has ${formatEther(balanceWei)} ether left, less than the ${formatEther(reserve)} that it should have for this many rounds.\nSend it some. No new round is begun meanwhile.`,
      );
    if (stuck.length === 0) alarms.clear("STUCK");
    else
      alarms.raise(
        "STUCK",
        `Nonce ${stuck.join(", ")} waits although it offers all that the configuration allows.\nRaise fees.maxFeePerGasGwei, or wait until fees fall.`,
      );
  }

  /** Raises the alarm that an error stands for; true when nothing can go on. */
  function handle(error: unknown): boolean {
    if (error instanceof RetryableError) {
      alarms.raise("QUORUM", error.message);
      logger.debug({ error }, "not now");
      return false;
    }
    if (error instanceof BaseError && error.code === "REORG_PAST_FINALITY") {
      alarms.raise("REORG", error.message);
      return true;
    }
    if (error instanceof BaseError && ["WRONG_CHAIN", "NO_CONTRACT", "WRONG_CODE"].includes(error.code)) {
      alarms.raise("CHAIN", error.message);
      return false;
    }
    if (error instanceof BaseError && error.code === "INSUFFICIENT_FUNDS") {
      alarms.raise("FUNDS", error.message);
      return false;
    }
    logger.error({ error }, "a turn failed; the next one tries again");
    alarms.raise("TURN", error instanceof Error ? error.message : String(error));
    return false;
  }

  async function pause(milliseconds: number): Promise<void> {
    stopped = new AbortController();
    wake = () => stopped.abort();
    if (isStopping) return;
    try {
      await sleep(milliseconds, undefined, { signal: stopped.signal });
    } catch {
      // Woken: there is something to do.
    }
  }

  const done = run();
  // Whoever started the service hears of it through `done`.
  done.catch(() => {});
  return {
    done,
    status: (): ServiceStatus => ({
      head,
      lagBlocks,
      agreeing: quorum.health().filter(({ outcome }) => outcome === "agreed").length,
      endpoints: quorum.endpoints.length,
      lastTurnAt,
      isPassive,
      isHalted,
      alarms: alarms.list(),
      pendingTransactions: pending,
      nonce: account?.nonce,
      balanceWei: account?.balanceWei,
      rounds: phases,
      counters,
      deepestReorg,
    }),
    async stop() {
      isStopping = true;
      wake();
      await done.catch(() => {});
    },
  };
}
