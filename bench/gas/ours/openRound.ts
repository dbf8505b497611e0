import { AbiCoder, keccak256, type Signer } from "ethers";
import type { World } from "../createWorld.ts";
import { digest } from "../digest.ts";
import { gasOf } from "../gasOf.ts";

const PHASE_SECONDS = 24 * 3600;
const PHASES = {
  commit: PHASE_SECONDS,
  reveal: PHASE_SECONDS,
  opening: PHASE_SECONDS,
  scoreCommit: PHASE_SECONDS,
  scoreReveal: PHASE_SECONDS,
};

/** Digests of the two hidden slices and the salt, in the order in which they are opened. */
export const SLICES = [digest("root slice"), digest("validation slice"), digest("slice salt")] as const;

export const POT = 10_000n * 10n ** 18n;
export const ORACLE_FEE = 500n * 10n ** 18n;

/** Opens a round of model 1 paid in the plain token and resolves to the gas it took. */
export async function openRound({ payment, pool, rounds }: World, sponsor: Signer, bond: bigint): Promise<number> {
  await payment.mint(sponsor, POT + ORACLE_FEE);
  await payment.connect(sponsor).approve(pool, POT + ORACLE_FEE);
  return gasOf(
    rounds.connect(sponsor).openRound({
      modelId: 1,
      baseVersion: 1,
      taskDigest: digest("task"),
      slicesCommitment: keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32", "bytes32"], SLICES)),
      token: await payment.getAddress(),
      pot: POT,
      oracleFee: ORACLE_FEE,
      bond,
      maxContributors: 10_000,
      phases: PHASES,
    }),
  );
}
