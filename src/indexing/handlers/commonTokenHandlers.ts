import { ZeroAddress } from "ethers";
import type { CommonToken } from "../../../typechain-types/index.ts";
import { delegationHandlers } from "../delegationHandlers.ts";
import type { Handlers } from "../Handlers.ts";
import { upsertRow } from "../upsertRow.ts";

/** Balances of the token, and the votes they carry. */
export const commonTokenHandlers: Handlers<CommonToken> = {
  ...delegationHandlers("token"),
  async Transfer(writer, { from, to, value }) {
    if (value === 0n || from === to) return;
    for (const [account, change] of [
      [from, -value],
      [to, value],
    ] as const) {
      if (account === ZeroAddress) continue;
      await upsertRow(writer, "tokenHolding", { account, balance: 0n }, ({ balance }) => ({
        balance: balance + change,
      }));
    }
  },
};
