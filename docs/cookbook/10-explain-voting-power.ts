import { addressesOf } from "commonweights/addresses";
import { delegateVotes, votingPowerOf } from "commonweights/sdk";
import { formatEther, JsonRpcProvider } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
const carol = await provider.getSigner("0x1CBd3b2770909D4e10f157cABC84C7264073C9Ec");
const client = { runner: carol, addresses: addressesOf((await provider.getNetwork()).chainId) };

async function explain(): Promise<void> {
  const power = await votingPowerOf(client, { account: carol.address });
  console.log(`Carol has ${formatEther(power.total)} votes:`);
  console.log(`  ${formatEther(power.tokenVotes)} from tokens, ${formatEther(power.stakedVotes)} from stake.`);
  console.log(
    `  She holds ${formatEther(power.tokenBalance)} COMMON, delegated to ${power.tokenDelegatee ?? "nobody"}.`,
  );
}

// Tokens vote only after they were delegated, be it to their holder. A proposal counts the votes of its snapshot.
await explain();
await delegateVotes(client, { delegatee: carol.address });
await explain();
