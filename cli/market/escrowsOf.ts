import type { Client } from "../../src/client.ts";
import type { Row } from "../../src/indexing/tables.ts";
import { earnedOf } from "../../src/market/earnedOf.ts";

/** Where the fee of a license is, smallest units of its currency. */
export type EscrowState = {
  readonly license: Row<"license">;
  readonly earned: bigint;
  /** Earned, and not taken yet. */
  readonly due: bigint;
  /** What its holder gets back if it ends now; 0 when the escrow is closed. */
  readonly unearned: bigint;
};

/** Reads what the fees of licenses have come to now. Those whose fee is wholly taken are not asked about. */
export async function escrowsOf(client: Client, licenses: readonly Row<"license">[]): Promise<readonly EscrowState[]> {
  return Promise.all(
    licenses.map(async (license) => {
      const { escrowClosedAt, withdrawn, paid, id } = license;
      if (escrowClosedAt !== null || withdrawn === paid) return { license, earned: withdrawn, due: 0n, unearned: 0n };
      const { earned, due } = await earnedOf(client, { licenseId: id });
      return { license, earned, due, unearned: paid - earned };
    }),
  );
}
