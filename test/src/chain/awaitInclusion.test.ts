import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { awaitInclusion } from "../../../src/chain/awaitInclusion.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";

const HASH = `0x${"ab".repeat(32)}`;
const FROM = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc";

/** A transaction whose node gives these receipts, one after the other and the last for ever, and this next nonce. */
function sent(receipts: readonly (object | null | Error)[], nextNonce = 7): ContractTransactionResponse {
  const left = [...receipts];
  const provider = {
    async getTransactionReceipt() {
      const receipt = left.length > 1 ? left.shift() : left[0];
      if (receipt instanceof Error) throw receipt;
      return receipt;
    },
    getTransactionCount: async () => nextNonce,
  };
  return { provider, hash: HASH, from: FROM, nonce: 7 } as unknown as ContractTransactionResponse;
}

describe("awaitInclusion", () => {
  it("resolves when there is a receipt, without any further block", async () => {
    await awaitInclusion(sent([null, null, {}]));
  });

  it("takes a transaction for included that was so while its nonce was looked at", async () => {
    await awaitInclusion(sent([null, {}], 8));
  });

  describe("when another transaction has its nonce", () => {
    it("throws TRANSACTION_REPLACED naming the account", async () => {
      const error = await awaitInclusion(sent([null], 8)).catch((caught) => caught);
      expect(error).to.include({ code: "TRANSACTION_REPLACED" });
      expect(error.message).to.contain(FROM).and.to.contain(HASH);
    });
  });

  describe("when the node goes away", () => {
    it("throws INCLUSION_UNKNOWN naming the transaction", async () => {
      const error = await awaitInclusion(sent([null, new Error("gone")])).catch((caught) => caught);
      expect(error).to.be.instanceOf(RetryableError).and.to.include({ code: "INCLUSION_UNKNOWN" });
      expect(error.message).to.contain(HASH);
    });
  });
});
