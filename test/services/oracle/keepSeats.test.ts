import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { id } from "ethers";
import { createAlarms } from "../../../services/daemon/createAlarms.ts";
import type { RoleTools, Turn } from "../../../services/daemon/Role.ts";
import { keepSeats, type WantedSeat } from "../../../services/oracle/keepSeats.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import { toTypedError } from "../../../src/errors/toTypedError.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import {
  agreement,
  commitBallots,
  commitUpdates,
  enter,
  enterLastDay,
  HOLDING,
  modelWithSeats,
  openRound,
  openSlices,
  Phase,
  revealUpdates,
  STAKES,
  type World,
} from "../../support/rounds.ts";
import { quietLogger } from "../daemon/quietLogger.ts";

const STAKE = STAKES[0];

/** Someone who keeps seats; acts are sent at once, and each is done once. */
function keeperOf(world: World, account: HardhatEthersSigner) {
  const { addresses, networkHelpers } = world;
  const logger = quietLogger();
  const alarms = createAlarms(logger, () => 0);
  const done = new Set<string>();
  const tools = { addresses, signer: { address: account.address }, alarms, logger } as unknown as RoleTools;
  async function look(...seats: readonly WantedSeat[]) {
    const acts: string[] = [];
    const turn = {
      now: await networkHelpers.time.latest(),
      client: { runner: account, addresses },
      async ensure({ key, to, data }) {
        if (done.has(key)) return undefined;
        try {
          await account.sendTransaction({ to, data });
        } catch (error) {
          const typed = toTypedError(error);
          if (typed instanceof RevertError) return typed;
          throw typed;
        }
        done.add(key);
        acts.push(key.split("/")[0]!);
        return undefined;
      },
    } as Partial<Turn> as Turn;
    return { isSeated: await keepSeats(tools, turn, seats), acts };
  }
  const alarm = () => alarms.list().find(({ code }) => code === "SEATS")?.message;
  return { look, alarm };
}

const wanted = (change: Partial<WantedSeat> = {}): WantedSeat => ({
  modelId: 1n,
  stake: STAKE,
  slashesAccepted: 0,
  ...change,
});

/** An account with tokens that has approved nothing, and one without. */
async function newcomers(world: World) {
  const [rich, poor] = [world.signers[12]!, world.signers[13]!];
  await world.token.transfer(rich, HOLDING);
  return { rich, poor };
}

describe("keepSeats", () => {
  describe("given an account with tokens and no seat", () => {
    it("approves, stakes and takes the seat, one step a look, and then has nothing to do", async () => {
      const world = await loadFixture(modelWithSeats);
      const { rich } = await newcomers(world);
      const { look, alarm } = keeperOf(world, rich);
      const looks = [];
      for (let k = 0; k < 5; k++) looks.push(await look(wanted()));
      expect(looks.map(({ acts }) => acts)).to.deep.equal([["approve"], ["stake"], ["seat"], [], []]);
      expect(looks.map(({ isSeated }) => isSeated)).to.deep.equal([false, false, false, true, true]);
      expect(await world.staking.stakeOf(rich)).to.equal(STAKE);
      const seats = await world.board.seatsOf(1n);
      expect(seats.find(({ oracle }) => oracle === rich.address)?.stake).to.equal(STAKE);
      expect(alarm()).to.equal(undefined);
    });

    it("stakes only what is missing beside what is free", async () => {
      const world = await loadFixture(modelWithSeats);
      await world.staking.connect(world.erin).stake(STAKE - 1n);
      const { look } = keeperOf(world, world.erin);
      for (let k = 0; k < 3; k++) await look(wanted());
      expect(await world.staking.stakeOf(world.erin)).to.equal(STAKE);
      expect((await look(wanted())).isSeated).to.equal(true);
    });

    it("takes the seats of several models one after the other", async () => {
      const world = await loadFixture(modelWithSeats);
      await world.models.connect(world.alice).register(id("card"), id("weights"));
      const { look } = keeperOf(world, world.erin);
      const acts: string[] = [];
      for (let k = 0; k < 6; k++) acts.push(...(await look(wanted(), wanted({ modelId: 2n }))).acts);
      expect(acts).to.deep.equal(["stake", "seat", "stake", "seat"]);
      expect((await look(wanted(), wanted({ modelId: 2n }))).isSeated).to.equal(true);
    });
  });

  describe("given a seat with enough stake", () => {
    it("does nothing", async () => {
      const world = await loadFixture(modelWithSeats);
      expect(await keeperOf(world, world.olga).look(wanted())).to.deep.equal({ isSeated: true, acts: [] });
    });
  });

  describe("given a seat with less stake than is wanted", () => {
    it("adds the rest", async () => {
      const world = await loadFixture(modelWithSeats);
      const { look } = keeperOf(world, world.otto);
      for (let k = 0; k < 3; k++) await look(wanted());
      expect((await look(wanted())).isSeated).to.equal(true);
      const seats = await world.board.seatsOf(1n);
      expect(seats.find(({ oracle }) => oracle === world.otto.address)?.stake).to.equal(STAKE);
    });
  });

  describe("given too few tokens", () => {
    it("raises SEATS with what is missing, and clears it when they have come", async () => {
      const world = await loadFixture(modelWithSeats);
      const { poor } = await newcomers(world);
      const { look, alarm } = keeperOf(world, poor);
      expect(await look(wanted())).to.deep.equal({ isSeated: false, acts: [] });
      expect(alarm()).to.contain(`${STAKE} more COMMON`).and.to.contain(poor.address);
      await world.token.transfer(poor, STAKE);
      expect((await look(wanted())).acts).to.deep.equal(["approve"]);
      expect(alarm()).to.equal(undefined);
    });
  });

  describe("given a seat that the contract refuses", () => {
    it("raises SEATS with the contract's reason, and goes on to the next model", async () => {
      const world = await loadFixture(modelWithSeats);
      await world.staking.connect(world.erin).stake(2n * STAKE);
      const { look, alarm } = keeperOf(world, world.erin);
      const { acts } = await look(wanted({ modelId: 2n, stake: 1n }), wanted());
      expect(acts).to.deep.equal(["seat"]);
      expect(alarm()).to.contain("Model 2: A seat with 1 smallest unit of stake is below the least of");
    });
  });

  describe("given a seat that was left", () => {
    it("takes it again, as an act of its own", async () => {
      const world = await loadFixture(modelWithSeats);
      const { look } = keeperOf(world, world.erin);
      for (let k = 0; k < 2; k++) await look(wanted());
      await world.board.connect(world.erin).leaveSeat(1n);
      expect((await look(wanted())).acts).to.deep.equal(["seat"]);
      expect((await look(wanted())).isSeated).to.equal(true);
    });
  });

  describe("given a slash for silence", () => {
    /** oscar committed to scores, stayed silent and was slashed, which took his seat. */
    async function slashed() {
      const world = await loadFixture(modelWithSeats);
      await openRound(world);
      await commitUpdates(world);
      await enterLastDay(world);
      await world.board.snapshotCommittee(world.roundId);
      await enter(world, Phase.Reveal);
      await revealUpdates(world);
      await enter(world, Phase.Opening);
      await openSlices(world);
      await enter(world, Phase.ScoreCommit);
      await commitBallots(world, agreement(world));
      await enter(world, Phase.Settling);
      await world.board.slashSilent(world.roundId, 2);
      return world;
    }

    it("takes no seat before the operator accepts the slash, and says why", async () => {
      const world = await slashed();
      const { look, alarm } = keeperOf(world, world.oscar);
      const stake = STAKES[2] / 2n;
      expect(await look(wanted({ stake }))).to.deep.equal({ isSeated: false, acts: [] });
      expect(alarm()).to.contain("slashed 1 times");
      const acts: string[] = [];
      for (let k = 0; k < 3; k++) acts.push(...(await look(wanted({ stake, slashesAccepted: 1 }))).acts);
      expect(acts.at(-1)).to.equal("seat");
      expect(alarm()).to.equal(undefined);
    });

    it("does not hold the slash of another oracle against it", async () => {
      const world = await slashed();
      const { acts } = await keeperOf(world, world.erin).look(wanted());
      expect(acts).to.deep.equal(["stake"]);
    });
  });
});
