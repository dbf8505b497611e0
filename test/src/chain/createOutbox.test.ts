import { expect } from "chai";
import { getAddress, id, Transaction, toBeHex, Wallet } from "ethers";
import fc from "fast-check";
import { createOutbox } from "../../../src/chain/createOutbox.ts";
import { createQuorum } from "../../../src/chain/createQuorum.ts";
import type { Intent } from "../../../src/chain/Intent.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import { createTransactionStore } from "../../../src/node/state/createTransactionStore.ts";
import { openDatabase } from "../../../src/node/state/openDatabase.ts";
import { rejection } from "../node/support/rejection.ts";
import { ACCOUNT, CONFIRMATIONS, createAccountStage, policy, SECONDS_PER_BLOCK } from "./createAccountStage.ts";
import { endpointOf } from "./endpointOf.ts";
import { GWEI } from "./trackedTransaction.ts";

const CONTRACT = getAddress(toBeHex(0xc0de, 20));
const BLOCKS_TO_BUMP = policy.bumpAfterSeconds / SECONDS_PER_BLOCK;

/** An act named by a number, which is also its data. */
function act(number: number, change: Partial<Intent> = {}): Intent {
  return { key: `act ${number}`, to: CONTRACT, data: toBeHex(number, 4), validUntil: 1_000_000, ...change };
}

const ACTS = 4;
const ENDED = "the process ended";

/** What happens to the service and to the chain that it acts on. */
type Happening =
  | { readonly what: "want"; readonly act: number; readonly isUrgent: boolean }
  | { readonly what: "flush" }
  /** Of what could be included, which is, if there is so much. */
  | { readonly what: "mine"; readonly choice: number; readonly isSuccess: boolean }
  | { readonly what: "foreign" }
  | { readonly what: "unwind"; readonly depth: number }
  | { readonly what: "end"; readonly afterSteps: number };

const happenings = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant("want" as const),
        act: fc.nat({ max: ACTS - 1 }),
        isUrgent: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: fc.record({ what: fc.constant("flush" as const) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        what: fc.constant("mine" as const),
        choice: fc.nat({ max: 2 }),
        isSuccess: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant("foreign" as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        what: fc.constant("unwind" as const),
        depth: fc.integer({ min: 1, max: CONFIRMATIONS }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant("end" as const), afterSteps: fc.nat({ max: 6 }) }) },
  ),
  { minLength: 10, maxLength: 60, size: "max" },
);

/** Lives through what happens; nothing is believed to have failed that a reorganisation of this script can undo. */
async function live(script: readonly Happening[]): Promise<void> {
  const stage = createAccountStage();
  let outbox = stage.start();
  let highest = 0;
  let failures = 0;

  const survive = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      expect((error as Error).message).to.equal(ENDED);
      outbox = stage.start();
    }
  };
  const flush = async () => {
    await outbox.flush(stage.state());
    const done = stage.successes();
    expect(new Set(done).size, `acts on the chain: ${done}`).to.equal(done.length);
    const nonces = stage.store
      .open()
      .filter((one) => one.inclusion === undefined && !one.isDisplaced)
      .map(({ nonce }) => nonce);
    expect(nonces).to.deep.equal(nonces.map((_, k) => stage.nonce() + k));
  };

  for (const happening of script) {
    const { number, timestamp } = stage.state().head;
    highest = Math.max(highest, number);
    switch (happening.what) {
      case "want": {
        const wanted = act(happening.act, happening.isUrgent ? { validUntil: timestamp + SECONDS_PER_BLOCK } : {});
        await survive(() => outbox.ensure(wanted, stage.state()));
        break;
      }
      case "flush":
        await survive(flush);
        break;
      case "mine": {
        const chosen = stage.minable()[happening.choice];
        // Three failures of an act would end it for good.
        const isSuccess = happening.isSuccess || failures === 2;
        if (chosen !== undefined && !isSuccess) failures += 1;
        stage.mine(chosen === undefined ? [] : [{ hash: chosen.hash, nonce: chosen.nonce, isSuccess }]);
        break;
      }
      case "foreign":
        stage.includeForeign();
        break;
      case "unwind":
        stage.unwind(Math.min(happening.depth, number - Math.max(1, highest - CONFIRMATIONS)));
        break;
      case "end": {
        let left = happening.afterSteps;
        stage.nodes.onStep = () => {
          if (left-- > 0) return;
          stage.nodes.onStep = () => {};
          throw new Error(ENDED);
        };
      }
    }
  }
  stage.nodes.onStep = () => {};
  for (let k = 0; k < (CONFIRMATIONS + 2) * ACTS; k++) {
    await flush();
    for (let number = 0; number < ACTS; number++) await outbox.ensure(act(number), stage.state());
    await flush();
    const next = stage.minable()[0];
    stage.mine(next === undefined ? [] : [{ hash: next.hash, nonce: next.nonce, isSuccess: true }]);
  }
  expect(stage.successes()).to.have.members(Array.from({ length: ACTS }, (_, k) => act(k).data));
}

describe("createOutbox", () => {
  describe("when an act is wanted", () => {
    it("signs its call with the middle estimate and room above it, and keeps the bytes", async () => {
      const stage = createAccountStage();
      stage.nodes.estimates = [16_000_000n, 120_000n, 1n];
      const outbox = stage.start();
      expect(await outbox.ensure(act(1), stage.state())).to.equal(true);
      const [kept] = stage.store.open();
      expect(kept).to.deep.include({ nonce: 0, key: "act 1", to: CONTRACT, data: "0x00000001", isDisplaced: false });
      expect(kept!.gas > 120_000n && kept!.gas < 1_000_000n).to.equal(true);
      expect(kept!.attempts[0]).to.deep.include({
        isCancel: false,
        signedAt: stage.state().head.timestamp,
        maxFeePerGas: 5n * GWEI,
        maxPriorityFeePerGas: GWEI,
      });
      expect(stage.sends).to.deep.equal([]);
      await outbox.flush(stage.state());
      expect(stage.sends).to.have.length(1);
      expect(stage.sends[0]).to.deep.include({ nonce: 0, to: CONTRACT, data: "0x00000001", gasLimit: kept!.gas });
      expect(stage.sends[0]!.raw).to.equal(kept!.attempts[0]!.raw);
    });

    it("makes a transaction that a real key signs for this chain and nothing else", async () => {
      const wallet = new Wallet(id("a key"));
      const { address } = wallet;
      const signer = {
        address,
        sign: (transaction: Parameters<Wallet["signTransaction"]>[0]) => wallet.signTransaction(transaction),
        deriveSecret: () => expect.fail("derives no secret"),
      };
      const sent: string[] = [];
      const node = endpointOf("node", ({ method, params }) => {
        if (method === "eth_sendRawTransaction") sent.push(params[0] as string);
        return { result: method === "eth_estimateGas" ? "0x10000" : "0x" };
      });
      const outbox = createOutbox({
        quorum: createQuorum({ endpoints: [node], needed: 1 }),
        signer,
        store: createTransactionStore(openDatabase(":memory:")),
        chainId: 31_337n,
        policy,
        confirmations: 0,
      });
      const state = { ...createAccountStage().state(), nonce: 41 };
      await outbox.ensure(act(7), state);
      await outbox.flush(state);
      const transaction = Transaction.from(sent[0]!);
      expect(transaction).to.include({ from: address, type: 2, chainId: 31_337n, nonce: 41, value: 0n });
      expect(transaction).to.include({ to: CONTRACT, data: "0x00000007", maxFeePerGas: 5n * GWEI });
    });

    it("OFF-1: signs it once, whoever wants it again, before and after it is included", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      expect(await outbox.ensure(act(1), stage.state())).to.equal(true);
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
      await outbox.flush(stage.state());
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
      stage.include(0);
      await outbox.flush(stage.state());
      expect(await stage.start().ensure(act(1), stage.state())).to.equal(false);
      expect(stage.stepsNamed("signed")).to.have.length(1);
      expect(stage.stepsNamed("included")[0]!.details).to.include({ key: "act 1", nonce: 0 });
    });

    it("OFF-4: takes nonces one after the other, also while the chain knows none of them", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      for (const k of [1, 2, 3]) await outbox.ensure(act(k), stage.state());
      expect(stage.store.open().map(({ nonce }) => nonce)).to.deep.equal([0, 1, 2]);
      await outbox.flush(stage.state());
      expect(stage.sends.map(({ nonce }) => nonce)).to.deep.equal([0, 1, 2]);
    });

    it("keeps the bytes before it sends them", async () => {
      const stage = createAccountStage();
      stage.nodes.onStep = (step) => {
        const kept = stage.store.open().map(({ attempts }) => attempts.length);
        if (step === "signed") expect(kept).to.deep.equal([]);
        if (step === "sending") expect(kept).to.deep.equal([1]);
      };
      const outbox = stage.start();
      await outbox.ensure(act(1), stage.state());
      await outbox.flush(stage.state());
      expect(stage.steps.map(({ step }) => step)).to.deep.equal(["signed", "kept", "sending", "sent"]);
      expect(stage.steps.at(-1)!.details.refusals).to.deep.equal(["node 2: already known"]);
    });
  });

  describe("when an act is wanted that the contract would refuse", () => {
    it("throws what it would say, and signs nothing", async () => {
      const stage = createAccountStage();
      stage.nodes.estimates = ["revert", 100_000n, "revert"];
      const error = await rejection(stage.start().ensure(act(1), stage.state()));
      expect(error).to.be.instanceOf(RevertError);
      expect((error as RevertError).args).to.deep.equal({ data: "0x12345678" });
      expect(stage.store.open()).to.deep.equal([]);
    });

    it("believes neither one node that says so, nor one that does not", async () => {
      const stage = createAccountStage();
      stage.nodes.estimates = ["revert", 100_000n, 100_000n];
      expect(await stage.start().ensure(act(1), stage.state())).to.equal(true);
    });

    for (const estimates of [
      ["revert", "busy", 100_000n],
      ["busy", "busy", 100_000n],
      ["nonsense", "nonsense", 100_000n],
    ] as const) {
      it(`throws QUORUM_MISSED, and signs nothing, when nodes say ${estimates.join(", ")}`, async () => {
        const stage = createAccountStage();
        stage.nodes.estimates = [...estimates];
        const error = await rejection(stage.start().ensure(act(1), stage.state()));
        expect(error).to.be.instanceOf(RetryableError).with.property("code", "QUORUM_MISSED");
        expect(stage.store.open()).to.deep.equal([]);
      });
    }

    it("is not held up by one node that answers with nonsense", async () => {
      const stage = createAccountStage();
      stage.nodes.estimates = [100_000n, "nonsense", 100_000n];
      expect(await stage.start().ensure(act(1), stage.state())).to.equal(true);
    });
  });

  describe("when the account cannot pay", () => {
    it("throws INSUFFICIENT_FUNDS with what it has and what it needs, and signs nothing", async () => {
      const stage = createAccountStage();
      stage.nodes.balanceWei = 100_000n * 5n * GWEI - 1n;
      const error = await rejection(stage.start().ensure(act(1), stage.state()));
      expect(error.code).to.equal("INSUFFICIENT_FUNDS");
      expect(error.message).to.contain(ACCOUNT).and.to.contain(String(stage.nodes.balanceWei));
      expect(stage.store.open()).to.deep.equal([]);
    });
  });

  describe("when the account can pay for it, but not all that would be offered", () => {
    it("offers what it can pay", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      await outbox.ensure(act(1), stage.state());
      const { gas } = stage.store.open()[0]!;
      stage.nodes.balanceWei = gas * 3n * GWEI;
      await outbox.ensure(act(2), stage.state());
      expect(stage.store.open()[1]!.attempts[0]).to.include({
        maxFeePerGas: 3n * GWEI,
        maxPriorityFeePerGas: GWEI,
      });
    });

    it("does not replace one by another that it cannot pay, and says that it is stuck", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      await outbox.ensure(act(1), stage.state());
      const { gas, attempts } = stage.store.open()[0]!;
      stage.nodes.balanceWei = gas * attempts[0]!.maxFeePerGas;
      for (let k = 0; k < BLOCKS_TO_BUMP; k++) stage.mine();
      await outbox.flush(stage.state());
      expect(outbox.stuck()).to.deep.equal([0]);
      expect(stage.store.open()[0]!.attempts).to.have.length(1);
    });
  });

  describe("when a call must not be seen before a time", () => {
    it("shows it to no node before that, also when the chain goes back before it again", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      stage.mine();
      await outbox.ensure(act(1, { validFrom: stage.state().head.timestamp + 1 }), stage.state());
      await outbox.flush(stage.state());
      expect(stage.sends).to.deep.equal([]);
      stage.mine();
      await outbox.flush(stage.state());
      expect(stage.sends).to.have.length(1);
      stage.unwind(1);
      await outbox.flush(stage.state());
      expect(stage.sends).to.have.length(1);
    });
  });

  describe("when the process ends", () => {
    for (const moment of ["kept", "sending", "sent"]) {
      it(`sends the same bytes again after a start, when it ended at "${moment}"`, async () => {
        const stage = createAccountStage();
        const died = new Error("the process ended");
        stage.nodes.onStep = (step) => {
          if (step === moment) throw died;
        };
        const outbox = stage.start();
        const before = await outbox
          .ensure(act(1), stage.state())
          .then(() => outbox.flush(stage.state()))
          .catch((error: unknown) => error);
        expect(before).to.equal(died);
        stage.nodes.onStep = () => {};
        const again = stage.start();
        expect(await again.ensure(act(1), stage.state())).to.equal(false);
        await again.flush(stage.state());
        expect(new Set(stage.sends.map(({ raw }) => raw))).to.deep.equal(
          new Set([stage.store.open()[0]!.attempts[0]!.raw]),
        );
        expect(stage.stepsNamed("signed")).to.have.length(1);
        stage.include(0);
        await again.flush(stage.state());
        expect(stage.successes()).to.deep.equal(["0x00000001"]);
      });
    }

    it("signs anew when it ended before the bytes were kept: nobody has seen them", async () => {
      const stage = createAccountStage();
      stage.nodes.onStep = () => {
        throw new Error("the process ended");
      };
      await stage
        .start()
        .ensure(act(1), stage.state())
        .catch(() => {});
      stage.nodes.onStep = () => {};
      expect(stage.store.open()).to.deep.equal([]);
      expect(await stage.start().ensure(act(1), stage.state())).to.equal(true);
      expect(stage.store.open()[0]!.nonce).to.equal(0);
    });
  });

  describe("when a transaction waits", () => {
    it("sends it again every other block, because nodes forget", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      await outbox.ensure(act(1), stage.state());
      const counts: number[] = [];
      for (let k = 0; k < 4; k++) {
        await outbox.flush(stage.state());
        counts.push(stage.sends.length);
        stage.mine();
      }
      expect(counts).to.deep.equal([1, 1, 2, 2]);
    });

    it("replaces it by the same call at a higher fee after the time that the policy gives", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      await outbox.ensure(act(1), stage.state());
      await outbox.flush(stage.state());
      for (let k = 0; k < BLOCKS_TO_BUMP; k++) stage.mine();
      await outbox.flush(stage.state());
      const [first, last] = [stage.sends[0]!, stage.sends.at(-1)!];
      expect(last).to.deep.include({ nonce: first.nonce, to: first.to, data: first.data, gasLimit: first.gasLimit });
      expect(8n * last.maxFeePerGas >= 9n * first.maxFeePerGas).to.equal(true);
      expect(stage.stepsNamed("bumped")).to.have.length(1);
      // Whichever of the two a miner takes.
      stage.include(0, { attempt: 0 });
      await outbox.flush(stage.state());
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
    });

    it("says which waits at the cap, and raises no further", async () => {
      const stage = createAccountStage();
      stage.nodes.baseFee = 24n * GWEI;
      const outbox = stage.start();
      await outbox.ensure(act(1), stage.state());
      for (let k = 0; k < BLOCKS_TO_BUMP; k++) stage.mine();
      await outbox.flush(stage.state());
      expect(outbox.stuck()).to.deep.equal([0]);
      expect(stage.store.open()[0]!.attempts).to.have.length(1);
      stage.include(0);
      await outbox.flush(stage.state());
      expect(outbox.stuck()).to.deep.equal([]);
    });

    it("takes it back when its call becomes pointless, and lets the act be wanted again after that", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      const now = stage.state().head.timestamp;
      await outbox.ensure(act(1, { validUntil: now }), stage.state());
      await outbox.flush(stage.state());
      stage.mine();
      await outbox.flush(stage.state());
      expect(stage.sends.at(-1)).to.deep.include({ nonce: 0, to: ACCOUNT, data: "0x" });
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
      stage.include(0);
      await outbox.flush(stage.state());
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
      stage.confirm();
      expect(await outbox.ensure(act(1), stage.state())).to.equal(true);
      expect(stage.store.open().at(-1)!.nonce).to.equal(1);
    });

    it("counts the act as done when the call was included instead of its cancellation", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      await outbox.ensure(act(1, { validUntil: stage.state().head.timestamp }), stage.state());
      await outbox.flush(stage.state());
      stage.mine();
      await outbox.flush(stage.state());
      stage.include(0, { attempt: 0 });
      await outbox.flush(stage.state());
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
      expect(stage.successes()).to.deep.equal(["0x00000001"]);
    });
  });

  describe("when a transaction is included and fails", () => {
    it("may be made anew, three times in all", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      for (const nonce of [0, 1, 2]) {
        expect(await outbox.ensure(act(1), stage.state())).to.equal(true);
        await outbox.flush(stage.state());
        stage.include(nonce, { isSuccess: false });
        await outbox.flush(stage.state());
        stage.confirm();
      }
      expect(stage.stepsNamed("reverted")).to.have.length(3);
      const error = await rejection(outbox.ensure(act(1), stage.state()));
      expect(error.code).to.equal("ACT_FAILED");
      expect(error.message).to.contain("act 1");
      expect(await outbox.ensure(act(2), stage.state())).to.equal(true);
    });
  });

  describe("when a transaction failed in a block that may go", () => {
    it("OFF-1: does not make the act anew, because the same bytes may succeed in another block", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      await outbox.ensure(act(1), stage.state());
      await outbox.flush(stage.state());
      stage.include(0, { isSuccess: false });
      await outbox.flush(stage.state());
      for (let k = 0; k < CONFIRMATIONS; k++) {
        expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
        stage.mine();
      }
      stage.unwind(CONFIRMATIONS);
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
    });
  });

  describe("when another program uses the key", () => {
    it("makes the act anew with the next nonce", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      await outbox.ensure(act(1), stage.state());
      await outbox.flush(stage.state());
      stage.includeForeign();
      await outbox.flush(stage.state());
      expect(stage.stepsNamed("displaced")[0]!.details).to.deep.equal({ nonce: 0, key: "act 1" });
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
      stage.confirm();
      expect(await outbox.ensure(act(1), stage.state())).to.equal(true);
      await outbox.flush(stage.state());
      expect(stage.sends.at(-1)).to.deep.include({ nonce: 1, data: "0x00000001" });
    });

    it("OFF-4: fills the gap when the account's nonce is free after all", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      await outbox.ensure(act(1), stage.state());
      stage.includeForeign();
      await outbox.flush(stage.state());
      await outbox.ensure(act(2), stage.state());
      await outbox.flush({ ...stage.state(), nonce: 0 });
      expect(stage.stepsNamed("filled")[0]!.details).to.deep.equal({ nonce: 0 });
      expect(stage.sends.map(({ nonce, data }) => [nonce, data])).to.deep.equal([
        [0, "0x"],
        [1, "0x00000002"],
      ]);
      expect(stage.store.open()[0]).to.include({ isDisplaced: false });
    });

    it("waits again for the first when the chain goes back before what was in its place", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      stage.mine();
      await outbox.ensure(act(1), stage.state());
      await outbox.flush(stage.state());
      stage.includeForeign();
      await outbox.flush(stage.state());
      stage.unwind(1);
      await outbox.flush(stage.state());
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
      expect(stage.sends.at(-1)).to.deep.include({ nonce: 0, data: "0x00000001" });
    });
  });

  describe("when nonces below those of the kept transactions are free", () => {
    it("OFF-4: fills them with transactions that do nothing", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      await outbox.ensure(act(1), { ...stage.state(), nonce: 2 });
      await outbox.flush(stage.state());
      expect(stage.sends.map(({ nonce, data }) => [nonce, data])).to.deep.equal([
        [0, "0x"],
        [1, "0x"],
        [2, "0x00000001"],
      ]);
    });
  });

  describe("when the chain goes back before an included transaction", () => {
    it("sends the same bytes again, and reads its outcome anew", async () => {
      const stage = createAccountStage();
      const outbox = stage.start();
      stage.mine();
      await outbox.ensure(act(1), stage.state());
      await outbox.flush(stage.state());
      stage.include(0);
      await outbox.flush(stage.state());
      stage.unwind(1);
      expect(await outbox.ensure(act(1), stage.state())).to.equal(false);
      await outbox.flush(stage.state());
      expect(stage.sends.map(({ raw }) => raw)).to.deep.equal([stage.sends[0]!.raw, stage.sends[0]!.raw]);
      stage.include(0, { isSuccess: false });
      await outbox.flush(stage.state());
      expect(stage.stepsNamed("reverted")).to.have.length(1);
      stage.confirm();
      expect(await outbox.ensure(act(1), stage.state())).to.equal(true);
    });
  });

  describe("given any order of acts, blocks, failures, reorganisations, foreign transactions and ends of the process", () => {
    it("OFF-1, OFF-4: does each act once, from nonces without gaps, and all of them in the end", () =>
      fc.assert(fc.asyncProperty(happenings, live), { seed: 1, numRuns: 200 }));
  });
});
