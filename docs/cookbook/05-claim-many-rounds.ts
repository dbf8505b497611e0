import { RewardPool__factory } from "commonweights";
import { addressesOf } from "commonweights/addresses";
import { claimRewards, sharesOf } from "commonweights/sdk";
import { formatEther, JsonRpcProvider } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
const contributor = await provider.getSigner("0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc");
const addresses = addressesOf((await provider.getNetwork()).chainId);
const client = { runner: contributor, addresses };
const pool = RewardPool__factory.connect(addresses.rewardPool, provider);

// A share follows from what the oracles revealed on chain: nobody has to hand it out.
const settled = await pool.queryFilter(pool.filters.PotSettled());
const rounds = await Promise.all(settled.map(({ args: { roundId } }) => sharesOf(client, { roundId })));
const shares = rounds.flat().filter((share) => share.contributor === contributor.address && share.score > 0);

// What the market's licenses promised to the owners of datasets stays in the pool for them.
const token = addresses.commonToken;
const amount = await claimRewards(client, { contributor: contributor.address, token, shares });
console.log(`${formatEther(amount)} COMMON were claimed for ${shares.length} rounds in one transaction.`);
