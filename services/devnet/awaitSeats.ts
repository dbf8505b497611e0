import { read } from "../../src/chain/read.ts";
import { ScoreBoard__factory } from "../../typechain-types/index.ts";
import type { DevWorld } from "./DevWorld.ts";
import type { DevClock } from "./startClock.ts";

/** An oracle that has no seat by then is not coming, in seconds of the chain. */
const PATIENCE = 600n;

/** Waits until every oracle has its seat at every model; resolves to whether it came to that. */
export async function awaitSeats(
  { deployment, provider, modelIds, oracles }: DevWorld,
  clock: DevClock,
): Promise<boolean> {
  const board = ScoreBoard__factory.connect(deployment.addresses.scoreBoard, provider);
  const end = clock.now() + PATIENCE;
  for (;;) {
    const seats = await Promise.all(modelIds.map((modelId) => read(board.seatsOf(modelId))));
    const isSeated = (address: string) => seats.every((ofModel) => ofModel.some(({ oracle }) => oracle === address));
    if (oracles.every(({ wallet }) => isSeated(wallet.address))) return true;
    if (clock.now() >= end) return false;
    await clock.reach(clock.now() + 1n);
  }
}
