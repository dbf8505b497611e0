import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { AddressLike, BaseContract, BytesLike, ContractTransactionResponse } from "ethers";
import { HOLDING, type World } from "./rounds.ts";

/** The mocks in test/mocks have no generated types: this is what the tests call on their tokens. */
export interface MockToken extends BaseContract {
  mint(to: AddressLike, amount: bigint): Promise<ContractTransactionResponse>;
  approve(spender: AddressLike, amount: bigint): Promise<ContractTransactionResponse>;
  transfer(to: AddressLike, amount: bigint): Promise<ContractTransactionResponse>;
  balanceOf(account: AddressLike): Promise<bigint>;
  /** Only CallbackToken: makes a call in the middle of the next transfer. */
  arm(target: AddressLike, data: BytesLike): Promise<ContractTransactionResponse>;
  connect(signer: HardhatEthersSigner): MockToken;
}

/** A token that governance allowed in the pool; every actor holds some and approved the pool and the rounds. */
export async function allowMockToken(world: World, name: string): Promise<MockToken> {
  const { ethers, pool, rounds, timelock, alice, bob, carol, dave, sam, mallory, erin } = world;
  const token = (await ethers.deployContract(name)) as unknown as MockToken;
  await pool.connect(timelock).setTokenAllowed(token, true);
  for (const actor of [alice, bob, carol, dave, sam, mallory, erin]) {
    await token.mint(actor, HOLDING);
    for (const spender of [pool, rounds]) await token.connect(actor).approve(spender, HOLDING);
  }
  return token;
}
