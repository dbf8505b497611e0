import { evaluate } from "../../src/learning/evaluate.ts";
import { withdrawEarnings } from "../../src/market/withdrawEarnings.ts";
import { claimRewards, type Share } from "../../src/rewards/claimRewards.ts";
import { fundRound } from "../../src/rewards/fundRound.ts";
import { sharesOf } from "../../src/scoring/sharesOf.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { ModelRegistry__factory, RewardPool__factory } from "../../typechain-types/index.ts";
import { amounts, REVENUE_SHARE_BPS, toTokens } from "./amounts.ts";
import { compareAccuracy } from "./compareAccuracy.ts";
import type { DemoResult, RoundResult } from "./DemoResult.ts";
import { GasMeter } from "./GasMeter.ts";
import { liveRound } from "./liveRound.ts";
import type { Population, PublishedUpdate } from "./population.ts";
import { accountsOf, clientOf, prepareWorld } from "./prepareWorld.ts";
import { reportOnVersion } from "./reportOnVersion.ts";
import { type DemoChain, startChain } from "./startChain.ts";
import { voteOnVersion } from "./voteOnVersion.ts";
import type { World } from "./World.ts";

export type LiveStoryParameters = {
  readonly population: Population;
  readonly table: { readonly name: string; readonly rows: number; readonly label: string };
  readonly oracles: number;
  readonly store: ContentStore;
  readonly say: (line: string) => void;
  /** Called with the chain at the end of the story, before it is gone. */
  readonly onEnd?: (chain: DemoChain) => Promise<void>;
};

/** Lives the whole story: from listed datasets to paid contributors and a voted model, and a later top-up of every pot. */
export async function liveStory({
  population,
  table,
  oracles,
  store,
  say,
  onEnd,
}: LiveStoryParameters): Promise<DemoResult> {
  const gas = new GasMeter();
  const { slices, test, network } = population;
  const accounts = accountsOf(population.contributors.length, oracles);
  const chain = await startChain({ accounts, onReceipt: gas.add });
  say("contracts deployed on an embedded chain; no role is left with the deployer");
  const world = await prepareWorld({ chain, store, population, oracles, say });
  const models = ModelRegistry__factory.connect(chain.addresses.modelRegistry, clientOf(chain, 0).runner);

  const rounds: RoundResult[] = [];
  const published: PublishedUpdate[] = [];
  let base = population.initialParameters;
  for (const round of slices.keys()) {
    const fromVersion = Number(await models.liveVersionOf(world.modelId));
    const lived = await liveRound(world, { round, baseVersion: fromVersion, base, published });
    const { scored } = lived;
    published.push(...lived.published);
    const accuracy = evaluate(network, scored.aggregate, test).accuracy;
    const baseAccuracy = evaluate(network, base, test).accuracy;
    const { alone, pooled } = compareAccuracy(population, round + 1);

    const toVersion = Number(await models.versionCountOf(world.modelId));
    const report = reportOnVersion(world, { ...lived, fromVersion, toVersion, base });
    const vote = scored.isApplied ? await voteOnVersion(world, { fromVersion, toVersion, report }) : null;
    if (vote?.isPromoted) base = scored.aggregate;
    say(
      vote === null
        ? "  the round brought no better version: nothing to vote on"
        : `  version ${toVersion} was voted ${vote.isPromoted ? "live" : "down"}: accuracy ${(100 * accuracy).toFixed(1)} %`,
    );
    rounds.push({
      roundId: Number(lived.roundId),
      accuracy,
      localAccuracy: alone,
      pooledAccuracy: pooled,
      baseAccuracy,
      pot: lived.pot,
      earned: lived.earned,
      lossBefore: scored.lossBefore,
      lossAfter: scored.lossAfter,
      isCommonVector: lived.isCommonVector,
      contributors: lived.contributors,
      oracles: lived.oracles,
      vote,
      gas: gas.take(),
    });
  }

  const toppedUp = await topUp(world, rounds, gas);
  const earned =
    world.licenseIds.length === 0 ? 0n : await withdrawEarnings(clientOf(chain, 0), { licenseIds: world.licenseIds });
  say(`owners withdrew ${toTokens(earned).toFixed(2)} COMMON of license fees earned so far`);
  await onEnd?.(chain);
  return {
    table: {
      ...table,
      features: population.encoding.width,
      classes: population.encoding.classes,
      owners: population.owners.map((name, o) => ({
        name,
        rows: population.parts.reduce(
          (sum, { owner, examples }) => sum + (owner === o ? examples.labels.length : 0),
          0,
        ),
      })),
      rootRows: slices[0]?.root.labels.length ?? 0,
      validationRows: slices[0]?.validation.labels.length ?? 0,
      testRows: test.labels.length,
      notes: population.notes,
    },
    seed: population.seed,
    tokenSymbol: "COMMON",
    licenses: { sold: world.licenseIds.length, price: toTokens(amounts.licensePrice), earned: toTokens(earned) },
    rounds: toppedUp,
  };
}

/** Money that reaches a settled pot later is split by the same shares; everyone claims all rounds in one call. */
async function topUp(world: World, rounds: readonly RoundResult[], gas: GasMeter): Promise<RoundResult[]> {
  const { chain, sponsor, contributors, say } = world;
  const client = clientOf(chain, sponsor);
  const token = chain.addresses.commonToken;
  const pool = RewardPool__factory.connect(chain.addresses.rewardPool, client.runner);
  const earning = rounds.filter(({ earned }) => earned > 0);
  for (const { roundId } of earning)
    await fundRound(client, { roundId: BigInt(roundId), token, amount: amounts.topUp });

  const sharesByAddress = new Map<string, Share[]>();
  const gains = new Map<string, { readonly topUp: number; readonly shared: number }>();
  const licensees = new Set(
    contributors.filter(({ licenseId }) => licenseId > 0n).map(({ account }) => chain.accounts[account]!),
  );
  for (const { roundId } of earning) {
    for (const share of await sharesOf(client, { roundId: BigInt(roundId) })) {
      if (share.score === 0) continue;
      const due = await pool.claimableOf(roundId, token, share.index, share.score);
      const shared = licensees.has(share.contributor) ? (due * BigInt(REVENUE_SHARE_BPS)) / 10_000n : 0n;
      gains.set(`${roundId} ${share.contributor}`, { topUp: toTokens(due), shared: toTokens(shared) });
      sharesByAddress.set(share.contributor, [...(sharesByAddress.get(share.contributor) ?? []), share]);
    }
  }
  for (const [contributor, shares] of sharesByAddress) {
    await claimRewards(client, { contributor, token, shares });
  }
  say(`a later top-up of ${earning.length} settled pots was paid by the same shares, in one claim per contributor`);

  const later = gas.take();
  return rounds.map((round, r) => ({
    ...round,
    contributors: round.contributors.map((contributor) => {
      const { topUp, shared } = gains.get(`${round.roundId} ${contributor.address}`) ?? { topUp: 0, shared: 0 };
      return { ...contributor, topUp, revenueShare: contributor.revenueShare + shared };
    }),
    gas:
      r === rounds.length - 1
        ? { ...round.gas, fund: later.fund ?? 0, "claim (all rounds)": later.claim ?? 0 }
        : round.gas,
  }));
}
