import { toUtf8Bytes, ZeroHash } from "ethers";
import { send } from "../../src/chain/send.ts";
import type { Client } from "../../src/client.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import { buyLicense } from "../../src/market/buyLicense.ts";
import { listDataset } from "../../src/market/listDataset.ts";
import { AssetKind, type Terms, Use } from "../../src/market/Terms.ts";
import { registerModel } from "../../src/registry/registerModel.ts";
import { takeSeat } from "../../src/scoring/takeSeat.ts";
import { generateOracleKey } from "../../src/sealing/generateOracleKey.ts";
import { publishOracleKey } from "../../src/sealing/publishOracleKey.ts";
import { stakeTokens } from "../../src/staking/stakeTokens.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { approveTokens } from "../../src/token/approveTokens.ts";
import { delegateVotes } from "../../src/token/delegateVotes.ts";
import { CommonToken__factory } from "../../typechain-types/index.ts";
import { amounts, REVENUE_SHARE_BPS } from "./amounts.ts";
import type { Contributor, Part, Population } from "./population.ts";
import type { DemoChain } from "./startChain.ts";
import { unmeteredClientOf } from "./unmeteredClientOf.ts";
import type { ContributorActor, OracleActor, World } from "./World.ts";

const TREASURY = 0;
const SPONSOR = 1;
const FIRST_CONTRIBUTOR = 2;
const MEMBERS = 3;
const YEAR = 365 * 86_400;
const ATTACKER_NAMES = { flipped: "Flipper", freerider: "Free rider", copycat: "Copycat" } as const;

export type PrepareWorldParameters = {
  readonly chain: DemoChain;
  readonly store: ContentStore;
  readonly population: Population;
  readonly oracles: number;
  readonly say: (line: string) => void;
};

type ListedPart = {
  readonly datasetId: bigint;
  readonly offerId: bigint;
  readonly manifestDigest: string;
  readonly terms: Terms;
};

/** Accounts that a world needs. */
export function accountsOf(contributors: number, oracles: number): number {
  return FIRST_CONTRIBUTOR + contributors + oracles + MEMBERS;
}

/** Hands out tokens, lists the datasets, sells the licenses, registers the model, seats the oracles. */
export async function prepareWorld(parameters: PrepareWorldParameters): Promise<World> {
  const { chain, store, population, say } = parameters;
  const count = population.contributors.length;
  const members = Array.from({ length: MEMBERS }, (_, m) => FIRST_CONTRIBUTOR + count + parameters.oracles + m);

  await handOutTokens(chain, members);
  const datasets = await listParts(chain, store, population);
  say(`${datasets.length} datasets listed by ${population.owners.length} owners: ${population.owners.join(", ")}`);

  const contributors: ContributorActor[] = [];
  for (const [k, contributor] of population.contributors.entries()) {
    contributors.push(await actContributor(chain, population, contributor, k, datasets));
  }
  const licenseIds = contributors.flatMap(({ licenseId }) => (licenseId === 0n ? [] : [licenseId]));
  say(`${licenseIds.length} licenses bought; every contributor trains on data it owns or has licensed`);

  const modelId = await registerModel(clientOf(chain, SPONSOR), {
    cardDigest: await store.put(
      toUtf8Bytes(JSON.stringify({ title: "Commonweights demo", network: population.network })),
    ),
    weightsDigest: await store.put(writeParameters(population.initialParameters)),
  });
  await approve(clientOf(chain, SPONSOR), chain.addresses.rewardPool);
  const oracles = await actOracles(chain, FIRST_CONTRIBUTOR + count, parameters.oracles);
  for (const { account } of oracles) {
    const client = clientOf(chain, account);
    await approveTokens(client, { spender: chain.addresses.staking, amount: amounts.oracleStake });
    await stakeTokens(client, { amount: amounts.oracleStake });
    await takeSeat(client, { modelId, amount: amounts.oracleStake });
  }
  for (const member of members) {
    await delegateVotes(clientOf(chain, member), { delegatee: chain.accounts[member]! });
  }
  say(
    `model ${modelId} registered; ${oracles.length} oracles staked and seated, their keys published; ${members.length} members hold votes`,
  );
  return { chain, store, population, modelId, sponsor: SPONSOR, contributors, oracles, members, licenseIds, say };
}

/** The client of an account. */
export function clientOf(chain: DemoChain, account: number): Client {
  return chain.clients[account]!;
}

async function handOutTokens(chain: DemoChain, members: readonly number[]): Promise<void> {
  const treasury = clientOf(chain, TREASURY);
  const token = CommonToken__factory.connect(chain.addresses.commonToken, treasury.runner);
  for (const [account, address] of chain.accounts.entries()) {
    if (account === TREASURY) continue;
    const amount = members.includes(account)
      ? amounts.memberTokens
      : amounts.actorTokens + (account === SPONSOR ? amounts.memberTokens : amounts.oracleStake);
    await send(treasury, token, "Transfer", () => token.transfer(address, amount));
  }
}

/** Every part of the data becomes a dataset of its owner, on offer for training. */
async function listParts(chain: DemoChain, store: ContentStore, population: Population): Promise<ListedPart[]> {
  const listed: ListedPart[] = [];
  for (const [p, { owner, examples }] of population.parts.entries()) {
    const title = `${population.owners[owner]}, part ${p + 1}`;
    const manifest = {
      "@type": "sc:Dataset",
      name: title,
      rows: examples.labels.length,
      classes: population.encoding.classes,
    };
    const terms = {
      uses: Use.Train,
      durationSeconds: YEAR,
      quota: 0,
      isTransferable: false,
      resaleRoyaltyBps: 0,
      revenueShareBps: REVENUE_SHARE_BPS,
      currency: chain.addresses.commonToken,
      price: amounts.licensePrice,
      policyDigest: ZeroHash,
      termsDigest: await store.put(
        toUtf8Bytes(`Train on "${title}" for one year where the rows are; they may not be moved.`),
      ),
    };
    const manifestDigest = await store.put(toUtf8Bytes(JSON.stringify(manifest)));
    // Owner k is contributor k.
    const { datasetId, offerId } = await listDataset(clientOf(chain, FIRST_CONTRIBUTOR + owner), {
      manifestDigest,
      terms,
      cap: 0,
    });
    listed.push({
      datasetId,
      offerId,
      manifestDigest,
      terms: { ...terms, kind: AssetKind.Dataset, assetId: datasetId },
    });
  }
  return listed;
}

async function actContributor(
  chain: DemoChain,
  population: Population,
  { role, part, isProvider }: Contributor,
  k: number,
  datasets: readonly ListedPart[],
): Promise<ContributorActor> {
  const account = FIRST_CONTRIBUTOR + k;
  const client = clientOf(chain, account);
  const { datasetId, offerId, manifestDigest, terms } = datasets[part]!;
  const { owner } = population.parts[part] as Part;
  let licenseId = 0n;
  if (!isProvider) {
    await approveTokens(client, { spender: chain.addresses.licenseMarket, amount: terms.price });
    const recipient = chain.accounts[account]!;
    licenseId = await buyLicense(client, { offerId, terms, maxPrice: terms.price, recipient });
  }
  await approve(client, chain.addresses.trainingRounds);
  const name = isProvider ? population.owners[owner]! : role === "honest" ? `Trainer ${k + 1}` : ATTACKER_NAMES[role];
  return { account, name, role, part, datasetId, manifestDigest, licenseId };
}

async function approve(client: Client, spender: string): Promise<void> {
  await approveTokens(client, { spender, amount: amounts.actorTokens });
}

async function actOracles(chain: DemoChain, first: number, count: number): Promise<OracleActor[]> {
  const oracles: OracleActor[] = [];
  for (let k = 0; k < count; k++) {
    const role = k === count - 2 ? "lazy" : k === count - 1 ? "liar" : "honest";
    const name = role === "honest" ? `Oracle ${k + 1}` : role === "lazy" ? "Lazy oracle" : "Lying oracle";
    const { identity, key } = await generateOracleKey();
    await publishOracleKey(unmeteredClientOf(chain, first + k), { key });
    oracles.push({ account: first + k, name, role, identity });
  }
  return oracles;
}
