import { keccak256 } from "ethers";
import type { Quorum } from "../../src/chain/createQuorum.ts";
import type { Addresses } from "../../src/client.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { requireChain } from "./requireChain.ts";

export type CheckChainParameters = {
  readonly quorum: Quorum;
  readonly chainId: bigint;
  readonly addresses: Addresses;
  /** keccak256 of the code that must be at an address, by its name. */
  readonly codeHashes: Readonly<Record<string, string | undefined>>;
};

/**
 * Checks that this is the chain and these are the contracts that the configuration names.
 * @throws BaseError `WRONG_CHAIN`, `NO_CONTRACT` or `WRONG_CODE`. @throws RetryableError `QUORUM_MISSED`.
 */
export async function checkChain({ quorum, chainId, addresses, codeHashes }: CheckChainParameters): Promise<void> {
  requireChain(await quorum.ask("eth_chainId", []), chainId);
  const names = Object.keys(addresses) as (keyof Addresses)[];
  const calls = names.map((name) => ({ method: "eth_getCode", params: [addresses[name], "latest"] }));
  for (const [k, code] of ((await quorum.askAll(calls)) as string[]).entries()) {
    const name = names[k]!;
    if (code === "0x") {
      throw new BaseError("NO_CONTRACT", `There is no contract at ${addresses[name]}, where ${name} should be.`, {
        remedy: "Correct chain.addresses; nothing is sent until they fit.",
      });
    }
    const expected = codeHashes[name];
    const hash = keccak256(code);
    if (expected !== undefined && hash !== expected) {
      throw new BaseError(
        "WRONG_CODE",
        `The code of ${name} at ${addresses[name]} hashes to ${hash}, not ${expected}.`,
        {
          remedy: "Do not use this deployment before you know why. Nothing is sent.",
        },
      );
    }
  }
}
