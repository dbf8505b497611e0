import { AbiCoder, keccak256, toBigInt } from "ethers";
import type { ProposalCalls } from "./proposalCalls.ts";

/** The identifier of a proposal, as the governor computes it from its calls. */
export function proposalIdOf({ targets, values, calldatas, descriptionHash }: ProposalCalls): bigint {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ["address[]", "uint256[]", "bytes[]", "bytes32"],
    [targets, values, calldatas, descriptionHash],
  );
  return toBigInt(keccak256(encoded));
}
