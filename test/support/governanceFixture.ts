import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { type BigNumberish, id, MaxUint256, parseEther, Signature, type TypedDataDomain } from "ethers";
import { network } from "hardhat";
// Types `deployContract`, which takes the build's artifacts: coverage would not see the bytecode in the factories.
import type {} from "../../typechain-types/hardhat.d.ts";
import type { CommonToken, ModelGovernor, Staking } from "../../typechain-types/index.ts";

/** One in-process chain for all suites of token, staking and governance: snapshots keep them apart. */
export const { ethers, networkHelpers } = await network.create();

export const INITIAL_SUPPLY = parseEther("100000000");
/** What alice and bob each hold at the start. */
export const HOLDING = parseEther("10000000");
/** What alice stakes in fixtures that say so. */
export const STAKE = parseEther("1000000");
export const EXIT_SECONDS = 14n * 86_400n;
export const TIMELOCK_SECONDS = 2n * 86_400n;
export const PARAMETERS: ModelGovernorParameters = {
  votingDelay: 86_400n,
  votingPeriod: 5n * 86_400n,
  proposalThreshold: parseEther("100000"),
  quorumNumerator: 4n,
  lateQuorumExtension: 2n * 86_400n,
};

/** Roles of the access manager that tests grant to signers. */
const EMISSION_ROLE = 1n;
const SCORES_ROLE = 2n;

export type ModelGovernorParameters = {
  votingDelay: bigint;
  votingPeriod: bigint;
  proposalThreshold: bigint;
  quorumNumerator: bigint;
  lateQuorumExtension: bigint;
};

export type Proposal = {
  targets: string[];
  values: bigint[];
  calldatas: string[];
  description: string;
};

/** A token whose supply is with the treasury, except what alice and bob hold; emission may mint. */
export async function deployedToken() {
  const [admin, treasury, emission, scores, alice, bob, carol, mallory] = (await ethers.getSigners()) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  const manager = await ethers.deployContract("AccessManager", [admin]);
  const token = await ethers.deployContract("CommonToken", [manager, treasury, INITIAL_SUPPLY]);
  await manager.grantRole(EMISSION_ROLE, emission, 0);
  await manager.setTargetFunctionRole(token, [token.interface.getFunction("mint").selector], EMISSION_ROLE);
  await token.connect(treasury).transfer(alice, HOLDING);
  await token.connect(treasury).transfer(bob, HOLDING);
  return { manager, token, admin, treasury, emission, scores, alice, bob, carol, mallory };
}

/** Nobody has staked; alice and bob have approved everything; scores may allocate and slash. */
export async function emptyStaking() {
  const base = await deployedToken();
  const { manager, token, scores, alice, bob } = base;
  const staking = await ethers.deployContract("Staking", [manager, token]);
  const restricted = (["allocate", "deallocate", "slash"] as const).map(
    (name) => staking.interface.getFunction(name).selector,
  );
  await manager.grantRole(SCORES_ROLE, scores, 0);
  await manager.setTargetFunctionRole(staking, restricted, SCORES_ROLE);
  await token.connect(alice).approve(staking, MaxUint256);
  await token.connect(bob).approve(staking, MaxUint256);
  return { ...base, staking };
}

/** Alice has staked {@link STAKE}. */
export async function stakingWithAlice() {
  const base = await emptyStaking();
  await base.staking.connect(base.alice).stake(STAKE);
  return base;
}

/** Alice has staked {@link STAKE} and queued half of it as exit 1. */
export async function stakingWithExit() {
  const base = await stakingWithAlice();
  await base.staking.connect(base.alice).requestExit(STAKE / 2n);
  return { ...base, exitId: 1n, exitAmount: STAKE / 2n };
}

/** A governor over token and stake. Alice staked {@link STAKE}; alice and bob vote with the tokens they hold. */
export async function deployedGovernor() {
  const base = await stakingWithAlice();
  const { token, staking, admin, alice, bob } = base;
  const votingPower = await ethers.deployContract("VotingPower", [token, staking]);
  const timelock = await ethers.deployContract("TimelockController", [TIMELOCK_SECONDS, [], [], admin]);
  const registry = await ethers.deployContract("PromotableMock");
  const governor = await ethers.deployContract("ModelGovernor", [PARAMETERS, timelock, votingPower, registry]);
  for (const role of ["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"]) await timelock.grantRole(id(role), governor);
  await token.connect(alice).delegate(alice);
  await token.connect(bob).delegate(bob);
  await networkHelpers.time.increase(1);
  return { ...base, votingPower, timelock, registry, governor };
}

/** The suffix that binds a description to its proposer. */
export function proposerSuffix(proposer: { address: string }): string {
  return `#proposer=${proposer.address.toLowerCase()}`;
}

/** The identifier of a proposal, as the governor computes it. */
export async function proposalIdOf(governor: ModelGovernor, proposal: Proposal): Promise<bigint> {
  return governor.hashProposal(proposal.targets, proposal.values, proposal.calldatas, id(proposal.description));
}

/** Signs an ERC-2612 permit, by default as its owner. */
export async function signPermit(
  token: CommonToken,
  owner: HardhatEthersSigner,
  spender: { getAddress(): Promise<string> },
  value: bigint,
  deadline: bigint,
  signer: HardhatEthersSigner = owner,
): Promise<Signature> {
  const types = {
    Permit: [
      { name: "owner", type: "address" },
      { name: "spender", type: "address" },
      { name: "value", type: "uint256" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  };
  const message = {
    owner: owner.address,
    spender: await spender.getAddress(),
    value,
    nonce: await token.nonces(owner),
    deadline,
  };
  return Signature.from(await signer.signTypedData(await domainOf(token), types, message));
}

/** Signs an ERC-5805 delegation. */
export async function signDelegation(
  source: CommonToken | Staking,
  delegator: HardhatEthersSigner,
  delegatee: string,
  expiry: bigint,
): Promise<{ nonce: bigint; signature: Signature }> {
  const types = {
    Delegation: [
      { name: "delegatee", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "expiry", type: "uint256" },
    ],
  };
  const nonce = await source.nonces(delegator);
  const signed = await delegator.signTypedData(await domainOf(source), types, { delegatee, nonce, expiry });
  return { nonce, signature: Signature.from(signed) };
}

/** The time of the next block, which it also fixes. */
export async function fixNextTimestamp(seconds: BigNumberish = 1n): Promise<bigint> {
  const next = BigInt(await networkHelpers.time.latest()) + BigInt(seconds);
  await networkHelpers.time.setNextBlockTimestamp(next);
  return next;
}

async function domainOf(contract: CommonToken | Staking): Promise<TypedDataDomain> {
  const { name, version, chainId, verifyingContract } = await contract.eip712Domain();
  return { name, version, chainId, verifyingContract };
}
