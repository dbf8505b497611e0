import { measureOurs, type Operation } from "./ours/measureOurs.ts";
import { measureGovernorBaseline } from "./peers/measureGovernorBaseline.ts";
import { measureOcean } from "./peers/measureOcean.ts";
import { measureSettlementBaseline } from "./peers/measureSettlementBaseline.ts";
import { measureUniswap } from "./peers/measureUniswap.ts";

export type Comparison = {
  readonly operation: string;
  readonly gas: number;
  /** What does the same job elsewhere, where something does. */
  readonly peer?: Peer;
  /** Most gas that the operation may use. */
  readonly limit?: number;
};

type Peer = { readonly name: string; readonly gas: number };

/** Measures our operations and, for each that a peer has too, the peer's. */
export async function compareGas(): Promise<Comparison[]> {
  const ours = await measureOurs();
  const ocean = await measureOcean();
  const uniswap = await measureUniswap();
  const governor = await measureGovernorBaseline();
  const loop = await measureSettlementBaseline();

  const listing = peer("Ocean createNftWithErc20WithFixedRate + setMetaData", ocean.createNft + ocean.setMetaData);
  const firstSale = peer("Ocean Enterprise buyFromFreAndOrder", ocean.buyFirst);
  const laterSale = peer("Ocean Enterprise buyFromFreAndOrder", ocean.buyLater);
  const claim = peer("Uniswap MerkleDistributor claim", uniswap.claim);
  const claimOfNewcomer = peer("Uniswap MerkleDistributor claim", uniswap.claimOfNewcomer);
  const agreed = peer("Solidity loop", loop.settleAgreedPerContributor);
  const differing = peer("Solidity loop", loop.settleDifferingPerContributor);
  const firstVote = peer("OpenZeppelin Governor castVote", governor.castFirstVote);
  const laterVote = peer("OpenZeppelin Governor castVote", governor.castLaterVote);
  const proposal = peer("OpenZeppelin Governor propose", governor.propose);

  const row = (operation: string, key: Operation, beside?: Peer, limit?: number): Comparison => ({
    operation,
    gas: ours[key],
    ...(beside === undefined ? {} : { peer: beside }),
    ...(limit === undefined ? {} : { limit: Math.floor(limit) }),
  });
  return [
    row("list a dataset with a priced offer", "listDataset", listing, 0.12 * listing.gas),
    row("buy the first license of a listing", "buyFirstLicense", firstSale, 0.55 * firstSale.gas),
    row("buy a later license of a listing", "buyLaterLicense", laterSale, 0.55 * laterSale.gas),
    row("claim a reward of 1,024 shares", "claimReward", claim, claim.gas),
    row("claim a reward in a token new to the recipient", "claimAsNewcomer", claimOfNewcomer, claimOfNewcomer.gas),
    row("claim rewards of 10 rounds at once, per round", "claimTenRounds", claim),
    row("settle 1,000 contributors, 5 oracles agree, each", "settleAgreedPerContributor", agreed, 1_000),
    row("settle 1,000 contributors, 5 oracles differ, each", "settleDifferingPerContributor", differing, 3_500),
    row("cast the first vote", "castFirstVote", firstVote, 1.25 * firstVote.gas),
    row("cast a later vote", "castLaterVote", laterVote, 1.25 * laterVote.gas),
    row("propose a promotion", "proposePromotion", proposal),
    row("register a model", "registerModel"),
    row("open a round", "openRound"),
    row("commit to an update", "commitUpdate"),
    row("reveal an update", "revealUpdate"),
    row("commit to scores", "commitScores"),
    row("reveal 1,000 scores", "revealScores"),
    row("top up a settled pot", "fundPot"),
  ];
}

function peer(name: string, gas: number): Peer {
  return { name, gas };
}
