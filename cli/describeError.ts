import { BaseError } from "../src/errors/BaseError.ts";
import { RetryableError } from "../src/errors/RetryableError.ts";
import { RevertError } from "../src/errors/RevertError.ts";
import { adviceFor } from "./adviceFor.ts";
import { ExitCode } from "./ExitCode.ts";

/** An error as the user meets it. */
export type DescribedError = {
  readonly exitCode: ExitCode;
  /** Stable, like `FUNDS_SHORT`; `REVERTED` for every refusal of a contract. */
  readonly code: string;
  readonly message: string;
  readonly remedy: string | undefined;
  /** The command that helps, without the program's name. */
  readonly next: string | undefined;
  /** Of a refusal: the contract's own error. */
  readonly errorName?: string;
  readonly args?: Readonly<Record<string, unknown>>;
};

const exitCodes: Readonly<Record<string, ExitCode>> = {
  USAGE: ExitCode.Usage,
  NETWORK_UNKNOWN: ExitCode.WrongNetwork,
  NETWORK_WITHOUT_NODE: ExitCode.WrongNetwork,
  WRONG_CHAIN: ExitCode.WrongNetwork,
  CONTRACTS_MISSING: ExitCode.WrongNetwork,
  REORG_PAST_FINALITY: ExitCode.WrongNetwork,
  INDEX_ROW_MISSING: ExitCode.WrongNetwork,
  INDEX_AMOUNT_NEGATIVE: ExitCode.WrongNetwork,
  EVENT_UNREADABLE: ExitCode.WrongNetwork,
  NOT_FOUND: ExitCode.NotFound,
  UNKNOWN_PROPOSAL: ExitCode.NotFound,
  FILE_MISSING: ExitCode.NotFound,
  ACCOUNT_UNKNOWN: ExitCode.Key,
  ACCOUNT_MISSING: ExitCode.Key,
  ADDRESS_UNKNOWN: ExitCode.Key,
  NO_TERMINAL: ExitCode.Key,
  INSUFFICIENT_FUNDS: ExitCode.Funds,
  FUNDS_SHORT: ExitCode.Funds,
  FEE_ABOVE_LIMIT: ExitCode.Funds,
  NOT_CONFIRMED: ExitCode.NotConfirmed,
  CONFIRMATION_NEEDED: ExitCode.NotConfirmed,
  PROMPT_ENDED: ExitCode.NotConfirmed,
  PLAN_CHANGED: ExitCode.NotConfirmed,
  INTERRUPTED: ExitCode.Interrupted,
  NOTHING_TO_CLAIM: ExitCode.Refused,
  PROVIDER_REFUSED: ExitCode.Unreachable,
  SENT_PERHAPS: ExitCode.Unreachable,
  CONTENT_MISSING: ExitCode.NotFound,
  WRONG_PHASE: ExitCode.Refused,
  SLICES_MISMATCH: ExitCode.Refused,
  ALREADY_COMMITTED: ExitCode.Refused,
  SLICES_UNREADABLE: ExitCode.Usage,
  ROUND_UNREADABLE: ExitCode.Usage,
  TASK_UNREADABLE: ExitCode.Usage,
  TASK_EXCESSIVE: ExitCode.Usage,
  STALE_TERMS: ExitCode.Refused,
  OFFER_NOT_SELLING: ExitCode.Refused,
  PRICE_ABOVE_MAX: ExitCode.Refused,
  LICENSE_NOT_VALID: ExitCode.Refused,
  VOTES_NOT_DELEGATED: ExitCode.Refused,
  VOTES_BELOW_THRESHOLD: ExitCode.Refused,
  VOTES_MISSING: ExitCode.Refused,
  ALREADY_VOTED: ExitCode.Refused,
  PROPOSAL_STATE: ExitCode.Refused,
  PROPOSAL_EXISTS: ExitCode.Refused,
  NOT_PROPOSER: ExitCode.Refused,
  VERSION_STATUS: ExitCode.Refused,
  NOTHING_TO_RELEASE: ExitCode.Refused,
  SEAT_STAKE_LOW: ExitCode.Refused,
  SEATS_FULL: ExitCode.Refused,
  STAKE_SHORT: ExitCode.Funds,
};

/** Refusals that are about money the account does not have or did not allow. */
const fundsErrors = new Set(["ERC20InsufficientBalance", "ERC20InsufficientAllowance", "StakingFreeStakeInsufficient"]);

/** What is wrong, what to do about it, and with which code the program ends. */
export function describeError(error: unknown): DescribedError {
  if (isOfFiles(error)) {
    const message = `${error.path} cannot be used (${error.code}).`;
    const remedy = "Check that it is there and yours; COMMONWEIGHTS_HOME names another folder for what is kept.";
    return { exitCode: ExitCode.Failed, code: "FILE_UNUSABLE", message, remedy, next: undefined };
  }
  if (!(error instanceof BaseError)) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const remedy = "This should not happen. Please report it with the command that was run.";
    return { exitCode: ExitCode.Failed, code: "UNEXPECTED", message, remedy, next: undefined };
  }
  const [message = "", ...rest] = error.message.split("\n");
  const described = { code: error.code, message, remedy: rest.join("\n") || undefined, next: adviceFor(error) };
  if (error instanceof RevertError) {
    const exitCode = fundsErrors.has(error.errorName) ? ExitCode.Funds : ExitCode.Refused;
    return { ...described, exitCode, errorName: error.errorName, args: error.args };
  }
  const exitCode =
    exitCodes[error.code] ??
    (error.name === "KeyError"
      ? ExitCode.Key
      : error instanceof RetryableError
        ? ExitCode.Unreachable
        : ExitCode.Failed);
  return { ...described, exitCode };
}

/** What the file system refuses: no room, no right, a file where a folder should be. */
function isOfFiles(error: unknown): error is NodeJS.ErrnoException & { readonly path: string } {
  return error instanceof Error && "syscall" in error && "path" in error && typeof error.path === "string";
}
