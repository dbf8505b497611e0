import { expect } from "chai";
import { Interface, toBeHex } from "ethers";
import { errorsAbi } from "../../../src/abi/errorsAbi.ts";
import { decodeRevert } from "../../../src/errors/decodeRevert.ts";

const errors = new Interface([...errorsAbi, "error Error(string)", "error Panic(uint256)"]);
const who = "0x000000000000000000000000000000000000dEaD";

function messageOf(name: string, args: readonly unknown[]): readonly string[] {
  return decodeRevert(errors.encodeErrorResult(name, args)).message.split("\n");
}

describe("decodeRevert", () => {
  describe("given an error with times", () => {
    it("writes them as dates", () => {
      expect(messageOf("StakingExitLocked", [who, 3n, 1_767_323_045n])).to.deep.equal([
        "Exit 3 is locked until 2026-01-02 03:04:05 UTC (StakingExitLocked).",
        "Release it after that time.",
      ]);
    });

    it("leaves as a number what is no date", () => {
      const [happened] = messageOf("ERC2612ExpiredSignature", [2n ** 256n - 1n]);
      expect(happened).to.contain(`ended on ${2n ** 256n - 1n} (`);
    });
  });

  describe("given an error with lengths of time", () => {
    it("writes them in the largest unit that fits", () => {
      const [happened] = messageOf("TrainingRoundsPhaseLengthOutOfRange", [61n, 60n, 2_592_000n]);
      expect(happened).to.contain("A phase of 61 seconds is outside 1 minute to 30 days");
    });
  });

  describe("given a call in another phase of the round", () => {
    it("names both, and says to wait for one that comes", () => {
      expect(messageOf("TrainingRoundsWrongPhase", [7n, 1, 2])).to.deep.equal([
        "Round 7 is in phase Commit; this belongs to phase Reveal (TrainingRoundsWrongPhase).",
        "Wait until the round is in Reveal; its deadlines say when that is.",
      ]);
    });

    it("says what is left to do when it is over, failed or settled", () => {
      expect(messageOf("TrainingRoundsWrongPhase", [7n, 3, 1])[1]).to.contain("Commit is over in this round.");
      expect(messageOf("ScoreBoardWrongPhase", [7n, 8n, 6n])[1]).to.contain("The round failed. Close it");
      expect(messageOf("SealedUpdatesWrongPhase", [7n, 7, 2])[1]).to.contain("The round is settled");
    });
  });

  describe("given a proposal in another state", () => {
    it("names the states, and what its own asks for", () => {
      const succeededOrQueued = toBeHex(0b110000, 32);
      expect(messageOf("GovernorUnexpectedProposalState", [5n, 1, succeededOrQueued])).to.deep.equal([
        "Proposal 5 is Active; this needs it to be Succeeded or Queued (GovernorUnexpectedProposalState).",
        "It is being voted on. Wait until its vote ends; its timeline says when.",
      ]);
    });

    it("says so when it was proposed before", () => {
      const [happened] = messageOf("GovernorUnexpectedProposalState", [5n, 0, toBeHex(0, 32)]);
      expect(happened).to.contain("were proposed before, as proposal 5, which is Pending");
    });
  });

  describe("given an allowance that is too small", () => {
    it("names whom to approve, and for how much", () => {
      expect(messageOf("ERC20InsufficientAllowance", [who, 1n, 50n])).to.deep.equal([
        `The contract ${who} may take 1 smallest unit of the account's tokens; this needs 50 (ERC20InsufficientAllowance).`,
        `Approve ${who} for at least 50 first.`,
      ]);
    });
  });

  describe("given a license that is not valid", () => {
    it("names the uses", () => {
      const [happened] = messageOf("LicenseMarketNotValid", [4n, who, 5]);
      expect(happened).to.contain(`${who} cannot use license 4 for TRAIN and INFER now`);
    });
  });

  describe("given an asset", () => {
    it("begins with a capital letter all the same", () => {
      const [happened] = messageOf("LicenseMarketNotAssetOwner", [1, 2n, who, who]);
      expect(happened).to.match(/^Model 2 belongs to /);
    });
  });

  describe("given what Solidity itself throws", () => {
    it("repeats the text of a plain revert", () => {
      const error = decodeRevert(errors.encodeErrorResult("Error", ["not today"]));
      expect(error).to.include({ errorName: "Error", code: "REVERTED" });
      expect(error.args).to.deep.equal({ reason: "not today" });
      expect(error.message).to.contain("The contract refused: not today (Error).");
    });

    it("says what a panic is about", () => {
      const [happened] = messageOf("Panic", [0x11n]);
      expect(happened).to.equal(
        "The contract stopped at a fault: a number became too large or negative, code 17 (Panic).",
      );
      expect(messageOf("Panic", [0x99n])[0]).to.contain("unknown, code 153");
    });
  });

  describe("given an error that none of the contracts declares", () => {
    it("names its selector and keeps the data", () => {
      for (const data of ["0xdeadbeef", "0xdeadbeef0123"]) {
        const error = decodeRevert(data);
        expect(error.errorName).to.equal("UnknownError");
        expect(error.args).to.deep.equal({ data });
        expect(error.message).to.contain("that this version does not know, 0xdeadbeef (UnknownError).");
      }
    });

    it("does not fail on a known selector whose rest does not fit", () => {
      const data = errors.encodeErrorResult("StakingExitLocked", [who, 3n, 1n]).slice(0, 40);
      expect(decodeRevert(data).errorName).to.equal("UnknownError");
    });

    it("does not fail on no data at all", () => {
      expect(decodeRevert("0x").errorName).to.equal("UnknownError");
    });
  });
});
