import type { ContractRunner, Signer } from "ethers";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";

/** Address of the account that the client acts for. */
export async function signerAddress(client: Client): Promise<string> {
  const { runner } = client;
  if (!isSigner(runner)) {
    throw new BaseError("NO_SIGNER", "This action needs an account, and the client only reads.", {
      remedy: "Give the client a signer as its runner.",
    });
  }
  return runner.getAddress();
}

function isSigner(runner: ContractRunner): runner is Signer {
  return "getAddress" in runner && typeof runner.getAddress === "function";
}
