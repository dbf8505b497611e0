import { measureOurs, type Operation } from "./ours/measureOurs.ts";
import { measureGovernorBaseline } from "./peers/measureGovernorBaseline.ts";
import { measureOcean } from "./peers/measureOcean.ts";
import { measureSettlementBaseline } from "./peers/measureSettlementBaseline.ts";
import { measureUniswap } from "./peers/measureUniswap.ts";

export type Comparison = {
  readonly operation: string;
  readonly gas: number;
  /** What does the same job elsewhere, where something does. */
  readonly peer?: { readonly name: string; readonly gas: number };
  /** Most gas that the operation may use. */
  readonly limit?: number;
};

/** Measures our operations and, for each that a peer has too, the peer's. */
export async function compareGas(): Promise<Comparison[]> {
  const ours = await measureOurs();
  const ocean = await measureOcean();
  const uniswap = await measureUniswap();
  const governor = await measureGovernorBaseline();
  const loop = await measureSettlementBaseline();

  const alone = (operation: string, key: Operation): Comparison => ({ operation, gas: ours[key] });
  const beside = (operation: string, key: Operation, name: string, gas: number, ratio?: number): Comparison => ({
    operation,
    gas: ours[key],
    peer: { name, gas },
    ...(ratio === undefined ? {} : { limit: Math.floor(ratio * gas) }),
  });
  const listing = ocean.createNft + ocean.setMetaData;
  return [
    beside(
      "list a dataset with a priced offer",
      "listDataset",
      "Ocean createNftWithErc20WithFixedRate + setMetaData",
      listing,
      0.12,
    ),
    beside("buy a license", "buyLicense", "Ocean Enterprise buyFromFreAndOrder", ocean.buyFromFreAndOrder, 0.55),
    beside("claim a reward, 1,024 leaves", "claimReward", "Uniswap MerkleDistributor claim", uniswap.claim, 1),
    {
      ...beside(
        "settle 1,000 contributors and 5 oracles that agree, per contributor",
        "settleAgreedPerContributor",
        "Solidity loop",
        loop.settleAgreedPerContributor,
      ),
      limit: 1_000,
    },
    {
      ...beside(
        "settle 1,000 contributors and 5 oracles that all differ, per contributor",
        "settleDifferingPerContributor",
        "Solidity loop",
        loop.settleDifferingPerContributor,
      ),
      limit: 3_500,
    },
    beside("cast the first vote", "castFirstVote", "OpenZeppelin Governor castVote", governor.castFirstVote, 1.25),
    beside("cast a later vote", "castLaterVote", "OpenZeppelin Governor castVote", governor.castLaterVote, 1.25),
    beside("propose a promotion", "proposePromotion", "OpenZeppelin Governor propose", governor.propose),
    beside(
      "claim rewards of 10 rounds at once, per round",
      "claimTenRounds",
      "Uniswap MerkleDistributor claim",
      uniswap.claim,
    ),
    alone("register a model", "registerModel"),
    alone("open a round", "openRound"),
    alone("commit to an update", "commitUpdate"),
    alone("reveal an update", "revealUpdate"),
    alone("commit to scores", "commitScores"),
    alone("reveal 1,000 scores", "revealScores"),
    alone("top up a settled pot", "fundPot"),
  ];
}
