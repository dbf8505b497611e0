import { getAddress, type Interface, id, parseEther, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import type { EventLog } from "../../../../src/chain/EventLog.ts";
import type { Addresses } from "../../../../src/client.ts";
import {
  CommonToken__factory,
  DatasetRegistry__factory,
  LicenseMarket__factory,
  ModelGovernor__factory,
  RewardPool__factory,
  TrainingRounds__factory,
} from "../../../../typechain-types/index.ts";

/** An event before it has a place. */
export type EventParts = Pick<EventLog, "address" | "topics" | "data">;

/** How much there is of everything, so that what happens next can refer to it. */
export type SyntheticState = {
  readonly transfers: number;
  readonly datasets: number;
  readonly licenses: number;
  readonly uses: number;
  readonly rounds: number;
  readonly commits: number;
  readonly reveals: number;
  readonly claims: number;
  readonly proposals: number;
  readonly votes: number;
};

/** Before anything happened. */
export const NOTHING: SyntheticState = {
  ...{ transfers: 0, datasets: 0, licenses: 0, uses: 0, rounds: 0 },
  ...{ commits: 0, reveals: 0, claims: 0, proposals: 0, votes: 0 },
};

/** Addresses of a deployment that exists on no chain. */
export const SYNTHETIC_ADDRESSES = Object.fromEntries(
  [
    ...["accessManager", "timelock", "commonToken", "staking", "votingPower", "modelGovernor", "datasetRegistry"],
    ...["modelRegistry", "licenseMarket", "rewardPool", "trainingRounds", "scoreBoard", "sealedUpdates"],
  ].map((name, k) => [name, party(0xc0de00 + k)]),
) as Addresses;

/** Some account, by a number. */
export function party(number: number): string {
  return getAddress(toBeHex(number, 20));
}

const token = CommonToken__factory.createInterface();
const datasets = DatasetRegistry__factory.createInterface();
const market = LicenseMarket__factory.createInterface();
const rounds = TrainingRounds__factory.createInterface();
const pool = RewardPool__factory.createInterface();
const governor = ModelGovernor__factory.createInterface();
const { commonToken, datasetRegistry, licenseMarket, trainingRounds, rewardPool, modelGovernor } = SYNTHETIC_ADDRESSES;
const TREASURY = party(1);
const ACCOUNTS = 500;

/** What can happen, each as the chain would tell it; what is not possible yet is nothing. */
export const SYNTHETIC_ACTS: readonly ((state: SyntheticState) => {
  readonly events: readonly EventParts[];
  readonly state: SyntheticState;
})[] = [
  (state) => {
    const to = account(state.transfers);
    const from = state.transfers === 0 ? ZeroAddress : TREASURY;
    const args =
      state.transfers === 0 ? [from, TREASURY, parseEther("1000000000")] : [from, to, BigInt(state.transfers)];
    const votes = [to, BigInt(state.transfers), BigInt(state.transfers) * parseEther("1")];
    return {
      events: [event(commonToken, token, "Transfer", args), event(commonToken, token, "DelegateVotesChanged", votes)],
      state: { ...state, transfers: state.transfers + 1 },
    };
  },
  (state) => {
    const datasetId = state.datasets + 1;
    const owner = account(datasetId);
    return {
      events: [
        event(datasetRegistry, datasets, "Transfer", [ZeroAddress, owner, datasetId]),
        event(datasetRegistry, datasets, "DatasetRegistered", [datasetId, owner, id(`manifest ${datasetId}`)]),
        event(licenseMarket, market, "OfferCreated", [datasetId, owner, datasetId, 0, termsOf(datasetId)]),
      ],
      state: { ...state, datasets: datasetId },
    };
  },
  (state) => {
    if (state.datasets === 0) return { events: [], state };
    const licenseId = state.licenses + 1;
    const holder = account(licenseId + 7);
    return {
      events: [
        event(licenseMarket, market, "Transfer", [ZeroAddress, holder, licenseId]),
        event(licenseMarket, market, "LicenseBought", [
          ...[licenseId, 1 + (licenseId % state.datasets), holder, holder, 1, parseEther("3")],
        ]),
      ],
      state: { ...state, licenses: licenseId },
    };
  },
  (state) => {
    if (state.licenses === 0) return { events: [], state };
    const uses = state.uses + 1;
    const licenseId = 1 + (uses % state.licenses);
    return {
      events: [
        event(licenseMarket, market, "LicenseUsed", [licenseId, account(uses), 0, 1, 1, id(`use ${uses}`)]),
        event(licenseMarket, market, "Transfer", [account(uses), account(uses + 1), licenseId]),
      ],
      state: { ...state, uses },
    };
  },
  (state) => {
    const roundId = state.rounds + 1;
    return {
      events: [
        event(trainingRounds, rounds, "RoundOpened", [roundId, 1, account(roundId), taskOf(roundId)]),
        event(rewardPool, pool, "PotOpened", [roundId, commonToken, parseEther("100"), 0, parseEther("5")]),
      ],
      state: { ...state, rounds: roundId, commits: 0, reveals: 0 },
    };
  },
  (state) => {
    if (state.rounds === 0) return { events: [], state };
    const { rounds: roundId, commits } = state;
    return {
      events: [
        event(trainingRounds, rounds, "UpdateCommitted", [
          ...[roundId, account(commits), id(`commitment ${roundId} ${commits}`), 1 + commits, 0],
        ]),
      ],
      state: { ...state, commits: commits + 1 },
    };
  },
  (state) => {
    if (state.reveals === state.commits) return { events: [], state };
    const { rounds: roundId, reveals } = state;
    return {
      events: [
        event(trainingRounds, rounds, "UpdateRevealed", [
          ...[roundId, account(reveals), reveals, id(`update ${roundId} ${reveals}`)],
        ]),
      ],
      state: { ...state, reveals: reveals + 1 },
    };
  },
  (state) => {
    if (state.rounds === 0) return { events: [], state };
    const claims = state.claims + 1;
    return {
      events: [
        event(rewardPool, pool, "RewardClaimed", [account(claims), state.rounds, commonToken, BigInt(claims)]),
        event(rewardPool, pool, "PotFunded", [state.rounds, commonToken, account(claims), 5n]),
      ],
      state: { ...state, claims },
    };
  },
  (state) => {
    const number = state.proposals + 1;
    return {
      events: [
        event(modelGovernor, governor, "ProposalCreated", [
          ...[
            proposalOf(number),
            account(number),
            [TREASURY],
            [0n],
            [""],
            ["0x1234"],
            1_000,
            2_000,
            `Proposal ${number}`,
          ],
        ]),
      ],
      state: { ...state, proposals: number, votes: 0 },
    };
  },
  (state) => {
    if (state.proposals === 0) return { events: [], state };
    const { votes } = state;
    const cast = [party(0xb0b000 + votes), proposalOf(state.proposals), votes % 3, parseEther("7"), "because"];
    return { events: [event(modelGovernor, governor, "VoteCast", cast)], state: { ...state, votes: votes + 1 } };
  },
];

function account(number: number): string {
  return party(0xacc000 + (number % ACCOUNTS));
}

function proposalOf(number: number): bigint {
  return BigInt(id(`proposal ${number}`));
}

function event(address: string, contract: Interface, name: string, args: readonly unknown[]): EventParts {
  const { topics, data } = contract.encodeEventLog(name, args);
  return { address, topics: topics as readonly string[], data };
}

function termsOf(datasetId: number) {
  return {
    ...{ kind: 0, assetId: datasetId, uses: 3, durationSeconds: 86_400, quota: 0, isTransferable: true },
    ...{ resaleRoyaltyBps: 0, revenueShareBps: 100, currency: commonToken, price: parseEther("3") },
    ...{ policyDigest: ZeroHash, termsDigest: id(`terms ${datasetId}`) },
  };
}

function taskOf(roundId: number) {
  return {
    ...{ modelId: 1, baseVersion: 1, taskDigest: id(`task ${roundId}`), slicesCommitment: id(`slices ${roundId}`) },
    ...{ token: commonToken, pot: parseEther("100"), oracleFee: parseEther("5"), bond: 0, maxContributors: 1_024 },
    phases: { commit: 3_600, reveal: 3_600, opening: 3_600, scoreCommit: 3_600, scoreReveal: 3_600 },
  };
}
