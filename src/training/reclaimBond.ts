import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type ReclaimBondParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** Address of the contributor. */
  readonly contributor: string;
};

/** Returns a contributor's bond of a round that never had a committee and resolves to the amount. */
export async function reclaimBond(client: Client, { roundId, contributor }: ReclaimBondParameters): Promise<bigint> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const { args } = await send(client, rounds, "BondReturned", () => rounds.reclaimBond(roundId, contributor));
  return args.bond as bigint;
}
