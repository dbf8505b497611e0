import { expect } from "chai";
import { makeError, type TransactionReceipt } from "ethers";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import { toTypedError } from "../../../src/errors/toTypedError.ts";
import { Staking__factory, TrainingRounds__factory } from "../../../typechain-types/index.ts";

const rounds = TrainingRounds__factory.createInterface();

describe("toTypedError", () => {
  describe("given an error with revert data of one of our contracts", () => {
    const data = rounds.encodeErrorResult("TrainingRoundsFull", [7n, 100n]);

    it("decodes its name and arguments, wherever the node put them", () => {
      for (const error of [
        { data },
        { info: { error: { data } } },
        { error: { data: { data } } },
        { cause: { data } },
      ]) {
        const typed = toTypedError(error);
        expect(typed).to.be.instanceOf(RevertError);
        expect((typed as RevertError).errorName).to.equal("TrainingRoundsFull");
        expect((typed as RevertError).args).to.deep.equal({ roundId: 7n, maxContributors: 100n });
        expect(typed.message).to.contain("All 100 places of round 7 are taken (TrainingRoundsFull).\nCommit earlier");
      }
    });

    it("keeps the cause", () => {
      const error = { data };
      expect(toTypedError(error).cause).to.equal(error);
    });
  });

  describe("given revert data of an inherited error", () => {
    it("decodes it too", () => {
      const data = Staking__factory.createInterface().encodeErrorResult("AccessManagedUnauthorized", [
        "0x000000000000000000000000000000000000dEaD",
      ]);
      expect((toTypedError({ data }) as RevertError).errorName).to.equal("AccessManagedUnauthorized");
    });
  });

  describe("given revert data that no contract of ours declares", () => {
    it("keeps the data", () => {
      const typed = toTypedError({ data: "0xdeadbeef" }) as RevertError;
      expect(typed.errorName).to.equal("UnknownError");
      expect(typed.args).to.deep.equal({ data: "0xdeadbeef" });
    });
  });

  describe("given a connection that did not come about", () => {
    it("can be retried, however deep the network's own error is", () => {
      const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
      for (const error of [refused, new Error("fetch failed", { cause: refused })]) {
        expect(toTypedError(error)).to.be.instanceOf(RetryableError).and.to.include({ code: "NODE_UNREACHABLE" });
      }
    });
  });

  describe("given a write through a client that only reads", () => {
    it("asks for a signer", () => {
      const about = { operation: "sendTransaction" } as const;
      const typed = toTypedError(makeError("contract runner does not send", "UNSUPPORTED_OPERATION", about));
      expect(typed).to.include({ code: "NO_SIGNER" });
      expect(typed.message).to.contain("Give the client a signer");
    });
  });

  describe("given a parameter that cannot be encoded", () => {
    it("names it", () => {
      const about = { argument: "manifestDigest", value: "0x12" } as const;
      const typed = toTypedError(makeError("incorrect data length", "INVALID_ARGUMENT", about));
      expect(typed).to.include({ code: "ARGUMENT_INVALID" });
      expect(typed.message).to.contain("manifestDigest: incorrect data length.\n");
    });
  });

  describe("given a call that failed without a reason", () => {
    const transaction = { to: "0x000000000000000000000000000000000000dEaD", data: "0x" };
    const about = { action: "call", data: null, reason: null, transaction, invocation: null, revert: null } as const;

    it("names the contract that was called", () => {
      const typed = toTypedError(makeError("missing revert data", "CALL_EXCEPTION", about));
      expect(typed.code).to.equal("CALL_FAILED");
      expect(typed.message).to.contain(`The call of ${transaction.to} failed without a reason.`);
    });

    it("names the transaction when it was mined", () => {
      const receipt = { hash: "0x1234" } as unknown as TransactionReceipt;
      const typed = toTypedError(makeError("transaction execution reverted", "CALL_EXCEPTION", { ...about, receipt }));
      expect(typed.message).to.contain("Transaction 0x1234 was mined and failed");
    });
  });

  describe("given a node that cannot be reached", () => {
    it("says that trying again may help", () => {
      expect(
        toTypedError(makeError("no answer", "TIMEOUT", { operation: "send", reason: "timeout" })),
      ).to.be.instanceOf(RetryableError);
    });
  });

  describe("given an error that is ours already", () => {
    it("leaves it as it is", () => {
      const error = new BaseError("CODE", "message");
      expect(toTypedError(error)).to.equal(error);
    });
  });

  describe("given anything else", () => {
    it("wraps it without losing its message", () => {
      expect(toTypedError(new Error("odd"))).to.include({ code: "CALL_FAILED", message: "odd" });
    });
  });
});
