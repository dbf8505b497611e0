import { Interface, isCallException, isError } from "ethers";
import { factories } from "../../typechain-types/index.ts";
import { BaseError } from "./BaseError.ts";
import { RetryableError } from "./RetryableError.ts";
import { RevertError } from "./RevertError.ts";

/** Turns whatever ethers threw into one of our errors; reverts are decoded with the ABIs of all our contracts. */
export function toTypedError(error: unknown): BaseError {
  if (error instanceof BaseError) return error;
  const data = revertDataOf(error);
  if (data !== undefined) return decodeRevert(data, error);
  if (isError(error, "NETWORK_ERROR") || isError(error, "TIMEOUT") || isError(error, "SERVER_ERROR")) {
    return new RetryableError("NODE_UNREACHABLE", "The node could not be reached.", {
      remedy: "Check the RPC endpoint and try again.",
      cause: error,
    });
  }
  if (isError(error, "INSUFFICIENT_FUNDS")) {
    return new BaseError("INSUFFICIENT_FUNDS", "The account cannot pay for the gas of this transaction.", {
      remedy: "Send it some of the chain's native currency and try again.",
      cause: error,
    });
  }
  return new BaseError("CALL_FAILED", error instanceof Error ? error.message : String(error), { cause: error });
}

function decodeRevert(data: string, cause: unknown): RevertError {
  const parsed = errors().parseError(data);
  if (parsed === null) return new RevertError("UnknownError", { data }, cause);
  const args = Object.fromEntries(parsed.fragment.inputs.map((input, i) => [input.name, parsed.args[i] as unknown]));
  return new RevertError(parsed.name, args, cause);
}

/** The revert data inside an ethers or JSON-RPC error, wherever the node put it. */
function revertDataOf(error: unknown): string | undefined {
  if (isCallException(error) && isRevertData(error.data)) return error.data;
  for (let at: unknown = error, depth = 0; isObject(at) && depth < 6; depth++) {
    if (isRevertData(at.data)) return at.data;
    if (isObject(at.data) && isRevertData(at.data.data)) return at.data.data;
    at = at.error ?? at.info ?? at.cause;
  }
  return undefined;
}

function isRevertData(value: unknown): value is string {
  return typeof value === "string" && /^0x[0-9a-f]{8,}$/i.test(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

let allErrors: Interface | undefined;

/** Every error that our contracts, and the OpenZeppelin contracts they inherit, declare. */
function errors(): Interface {
  if (allErrors === undefined) {
    const { contracts } = factories;
    const abis = [
      contracts.token.CommonToken__factory.abi,
      contracts.staking.Staking__factory.abi,
      contracts.governance.VotingPower__factory.abi,
      contracts.governance.ModelGovernor__factory.abi,
      contracts.registry.DatasetRegistry__factory.abi,
      contracts.registry.ModelRegistry__factory.abi,
      contracts.market.LicenseMarket__factory.abi,
      contracts.rewards.RewardPool__factory.abi,
      contracts.training.TrainingRounds__factory.abi,
      contracts.training.SealedUpdates__factory.abi,
      contracts.scoring.ScoreBoard__factory.abi,
    ];
    const fragments = new Map<string, (typeof abis)[number][number]>();
    for (const fragment of abis.flat()) {
      if (fragment.type === "error") fragments.set(JSON.stringify(fragment), fragment);
    }
    allErrors = new Interface([...fragments.values(), "error Error(string)", "error Panic(uint256)"]);
  }
  return allErrors;
}
