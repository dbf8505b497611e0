import { HDNodeWallet, JsonRpcProvider, parseEther, toQuantity, toUtf8Bytes, Wallet } from "ethers";
import { send } from "../../src/chain/send.ts";
import { writeEncoding } from "../../src/learning/table/writeEncoding.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import { Use } from "../../src/market/Terms.ts";
import { registerModel } from "../../src/registry/registerModel.ts";
import { takeSeat } from "../../src/scoring/takeSeat.ts";
import { stakeTokens } from "../../src/staking/stakeTokens.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { approveTokens } from "../../src/token/approveTokens.ts";
import { delegateVotes } from "../../src/token/delegateVotes.ts";
import { CommonToken__factory } from "../../typechain-types/index.ts";
import { amounts } from "../demo/amounts.ts";
import type { DevActor, DevContributor, DevWorld } from "./DevWorld.ts";
import type { Deployment } from "./deployTo.ts";
import { devAccountIndex } from "./devAccountIndex.ts";
import { offerDataset } from "./offerDataset.ts";
import type { DevNode } from "./startNode.ts";
import type { DataPart, WorldData } from "./WorldData.ts";

export type CreateWorldParameters = {
  /** Mines every transaction at once while the world is made. */
  readonly node: DevNode;
  readonly deployment: Deployment;
  readonly store: ContentStore;
  /** One contributor per part of it. */
  readonly data: WorldData;
  readonly oracles?: number;
  readonly models?: number;
  /** False leaves the oracles with their tokens: their services take the seats. */
  readonly areOraclesSeated?: boolean;
};

/** The mnemonic of every development chain. Its first key deployed and holds the initial supply. */
const MNEMONIC = "test test test test test test test test test test test junk";
const MEMBERS = 3;
const ETHER = parseEther("100");
/** Until a transaction is mined, ethers asks this often. */
const POLL_MILLISECONDS = 100;

/**
 * Hands out ether and tokens, lists the datasets, registers the models and, if wanted, seats the oracles. The last of two
 * or more contributors trains under a license on rows of the first; the others own their data.
 */
export async function createWorld(parameters: CreateWorldParameters): Promise<DevWorld> {
  const { node, deployment, store, data, oracles: oracleCount = 3, models = 1 } = parameters;
  // Without batches, because a batch waits for more to come.
  const provider = new JsonRpcProvider(node.url, undefined, {
    staticNetwork: true,
    cacheTimeout: -1,
    batchMaxCount: 1,
  });
  provider.pollingInterval = POLL_MILLISECONDS;
  const root = HDNodeWallet.fromPhrase(MNEMONIC, "", "m/44'/60'/0'/0");
  const actors = new Map<string, DevActor>();
  const act = (name: string): DevActor => {
    const wallet = new Wallet(root.deriveChild(devAccountIndex(name)).privateKey, provider);
    const actor = { name, wallet, client: { runner: wallet, addresses: deployment.addresses } };
    actors.set(name, actor);
    return actor;
  };
  const several = (name: string, count: number) => Array.from({ length: count }, (_, k) => act(`${name}-${k + 1}`));
  const treasury = act("treasury");
  const sponsor = act("sponsor");
  const members = several("member", MEMBERS);
  const trainers = several("contributor", data.parts.length);
  const oracles = several("oracle", oracleCount);
  const guest = act("oracle-guest");
  const users = { alice: act("alice"), bob: act("bob"), carol: act("carol") };
  const seatStake = amounts.oracleStake;

  for (const { wallet } of actors.values()) await node.send("anvil_setBalance", [wallet.address, toQuantity(ETHER)]);
  await handOut(treasury, [sponsor, ...members, users.carol], amounts.memberTokens);
  await handOut(treasury, [...trainers, users.alice, users.bob], amounts.actorTokens);
  await handOut(treasury, [...oracles, guest], amounts.actorTokens + seatStake * BigInt(models));

  const { rewardPool, trainingRounds, staking } = deployment.addresses;
  await approveTokens(sponsor.client, { spender: rewardPool, amount: amounts.memberTokens });
  for (const { client, wallet } of members) await delegateVotes(client, { delegatee: wallet.address });
  for (const { client } of trainers)
    await approveTokens(client, { spender: trainingRounds, amount: amounts.actorTokens });
  const contributors = await giveRights(store, data, trainers);

  const encodingDigest = data.table === undefined ? undefined : await store.put(writeEncoding(data.table.encoding));
  const modelIds: bigint[] = [];
  for (let model = 0; model < models; model++) {
    const card = { title: `${data.title} ${model + 1}`, network: data.network, encoding: encodingDigest };
    const cardDigest = await store.put(toUtf8Bytes(JSON.stringify(card)));
    const weightsDigest = await store.put(writeParameters(data.initialParametersOf(model)));
    modelIds.push(await registerModel(sponsor.client, { cardDigest, weightsDigest }));
  }
  if (parameters.areOraclesSeated === true) {
    for (const { client } of oracles) {
      const amount = seatStake * BigInt(models);
      await approveTokens(client, { spender: staking, amount });
      await stakeTokens(client, { amount });
      for (const modelId of modelIds) await takeSeat(client, { modelId, amount: seatStake });
    }
  }
  return {
    deployment,
    provider,
    store,
    data,
    modelIds,
    encodingDigest,
    treasury,
    sponsor,
    contributors,
    oracles,
    guest,
    members,
    users,
    seatStake,
  };
}

async function handOut({ client }: DevActor, to: readonly DevActor[], amount: bigint): Promise<void> {
  const token = CommonToken__factory.connect(client.addresses.commonToken, client.runner);
  for (const { wallet } of to) await send(client, token, "Transfer", () => token.transfer(wallet.address, amount));
}

async function giveRights(
  store: ContentStore,
  data: WorldData,
  trainers: readonly DevActor[],
): Promise<DevContributor[]> {
  const contributors: DevContributor[] = [];
  for (const [k, trainer] of trainers.entries()) {
    const isLicensee = k > 0 && k === trainers.length - 1;
    const part = data.parts[k]!;
    const { datasetId, manifestDigest, buy } = await list(store, data, isLicensee ? trainers[0]! : trainer, part, k);
    contributors.push({ ...trainer, part, datasetId, manifestDigest, licenseId: isLicensee ? await buy(trainer) : 0n });
  }
  return contributors;
}

/** Lists a part of the data as a dataset of its owner, from which a license to train on it can be bought. */
function list(store: ContentStore, data: WorldData, owner: DevActor, { examples }: DataPart, k: number) {
  const name = `${data.title}, part ${k + 1}`;
  return offerDataset({
    store,
    owner,
    manifest: { "@type": "sc:Dataset", name, rows: examples.labels.length, classes: data.classes },
    terms: { uses: Use.Train },
    text: `Train on "${name}" where the rows are; they may not be moved.`,
  });
}
