import { join } from "node:path";
import { openFolderStore } from "../../src/node/openFolderStore.ts";
import { approveTokens } from "../../src/token/approveTokens.ts";
import { createWorld } from "./createWorld.ts";
import type { DevnetOptions } from "./DevnetOptions.ts";
import type { DevWorld } from "./DevWorld.ts";
import { deployTo } from "./deployTo.ts";
import { devAccountIndex } from "./devAccountIndex.ts";
import { HISTORY_SECONDS, type History, liveHistory } from "./liveHistory.ts";
import { mineAt } from "./mineAt.ts";
import { openDevnetFolder } from "./openDevnetFolder.ts";
import { penguinData } from "./penguinData.ts";
import { type DevNode, startNode } from "./startNode.ts";
import { writeConfigs } from "./writeConfigs.ts";

/** A node with everything deployed and funded, and its files. */
export type Devnet = {
  readonly node: DevNode;
  readonly chainId: number;
  readonly world: DevWorld;
  /** Of a still devnet. */
  readonly history: History | undefined;
  /** Absolute path. */
  readonly folder: string;
  /** Stops the node; the files stay. */
  close(): Promise<void>;
};

export type OpenDevnetParameters = Pick<DevnetOptions, "oracles" | "contributors" | "isStill" | "folder" | "port">;

const CHAIN_ID = 31_337;
/** After five rounds the penguins are learned, and the next model has its turn. */
const MODELS = 4;

/**
 * Starts a node, deploys, makes the world and writes the folder. From then on blocks come by hand; on a still devnet with
 * each transaction, a second after the one before.
 */
export async function openDevnet(parameters: OpenDevnetParameters): Promise<Devnet> {
  const { oracles, contributors, isStill, port } = parameters;
  const folder = await openDevnetFolder(parameters.folder);
  const last = ["carol", `oracle-${oracles}`, `contributor-${contributors}`];
  // The node signs for everybody who has a name.
  const accounts = 1 + Math.max(...last.map(devAccountIndex));
  const now = BigInt(Math.floor(Date.now() / 1000));
  // A history ends when its devnet is started.
  const genesis = isStill ? now - HISTORY_SECONDS : now;
  const node = await startNode({ chainId: CHAIN_ID, port, accounts, genesis });
  try {
    // However long this takes, a block is a second later than the one before.
    await node.send("anvil_setBlockTimestampInterval", [1]);
    const world = await createWorld({
      node,
      deployment: await deployTo(node.send),
      store: await openFolderStore(join(folder, "store")),
      data: await penguinData({ contributors }),
      oracles,
      models: MODELS,
      areOraclesSeated: isStill,
    });
    const { deployment, seatStake } = world;
    // One allowance for the seats at all models.
    for (const { client } of isStill ? [world.guest] : [...world.oracles, world.guest]) {
      await approveTokens(client, { spender: deployment.addresses.staking, amount: seatStake * BigInt(MODELS) });
    }
    const clock = { jumpTo: (timestamp: bigint) => mineAt(node.send, timestamp) };
    const history = isStill ? await liveHistory({ world, clock, until: now }) : undefined;
    if (!isStill) await node.setMining("manual");
    await writeConfigs({ world, url: node.url, chainId: CHAIN_ID, folder });
    const close = async () => {
      world.provider.destroy();
      await node.stop();
    };
    return { node, chainId: CHAIN_ID, world, history, folder, close };
  } catch (error) {
    await node.stop();
    throw error;
  }
}
