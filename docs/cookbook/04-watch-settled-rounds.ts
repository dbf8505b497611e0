import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { RewardPool__factory } from "commonweights";
import { addressesOf, deployments } from "commonweights/addresses";
import { formatEther, JsonRpcProvider } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
const addresses = addressesOf((await provider.getNetwork()).chainId);
const pool = RewardPool__factory.connect(addresses.rewardPool, provider);

const bookmark = process.env.BOOKMARK ?? "settled-rounds.txt"; // the block to go on from, after a crash too
const confirmations = 0; // so many blocks are not read yet: 12 or more where blocks can be replaced
const most = 1_000; // blocks per question, which every node answers
let next = existsSync(bookmark) ? Number(readFileSync(bookmark, "utf8")) : deployments[31337].fromBlock;

for (;;) {
  const head = (await provider.getBlockNumber()) - confirmations;
  while (next <= head) {
    const last = Math.min(head, next + most - 1);
    for (const { args, blockNumber } of await pool.queryFilter(pool.filters.PotSettled(), next, last)) {
      console.log(`Block ${blockNumber}: round ${args.roundId} settled, ${formatEther(args.earned)} COMMON earned.`);
    }
    next = last + 1;
    writeFileSync(bookmark, String(next));
  }
  await sleep(1_000);
}
