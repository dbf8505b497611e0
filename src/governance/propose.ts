import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";
import { boundDescription } from "./boundDescription.ts";

export type ProposeParameters = {
  /** What the timelock would do, in order; `calldataOf` makes it from any action. */
  readonly calls: readonly {
    readonly to: string;
    /** Calldata, hexadecimal. */
    readonly data: string;
    /** Wei, from the timelock's own balance. */
    readonly value: bigint;
  }[];
  /** What members read; the proposer is appended. */
  readonly description: string;
};

/** Proposes any calls to the members and resolves to the identifier of the proposal. */
export async function propose(client: Client, { calls, description }: ProposeParameters): Promise<bigint> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const bound = boundDescription(description, await signerAddress(client));
  const { args } = await send(client, governor, "ProposalCreated", () =>
    governor.propose(
      calls.map(({ to }) => to),
      calls.map(({ value }) => value),
      calls.map(({ data }) => data),
      bound,
    ),
  );
  return args.proposalId as bigint;
}
