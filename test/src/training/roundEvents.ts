import { toBeHex } from "ethers";
import type { EventLog } from "../../../src/chain/EventLog.ts";
import type { World } from "../../support/rounds.ts";

/** The events of a round, of all contracts that services watch, in the chain's order. */
export async function roundEvents(world: World, roundId = world.roundId): Promise<EventLog[]> {
  const { addresses, ethers } = world;
  const watched = [addresses.trainingRounds, addresses.scoreBoard, addresses.rewardPool, addresses.sealedUpdates];
  const logs = await ethers.provider.getLogs({ fromBlock: 0, toBlock: "latest", topics: [null, toBeHex(roundId, 32)] });
  const timestamps = new Map<number, number>();
  for (const { blockNumber } of logs) {
    if (timestamps.has(blockNumber)) continue;
    timestamps.set(blockNumber, (await ethers.provider.getBlock(blockNumber))!.timestamp);
  }
  return logs
    .filter(({ address }) => watched.includes(address))
    .map(({ address, topics, data, blockNumber, blockHash, transactionHash, transactionIndex, index }) => ({
      address,
      topics: [...topics],
      data,
      blockNumber,
      blockHash,
      transactionHash,
      transactionIndex,
      logIndex: index,
      timestamp: timestamps.get(blockNumber)!,
    }));
}
