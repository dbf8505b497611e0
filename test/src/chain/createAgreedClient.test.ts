import { expect } from "chai";
import { id, toBeHex, toQuantity } from "ethers";
import { createAgreedClient } from "../../../src/chain/createAgreedClient.ts";
import { createQuorum } from "../../../src/chain/createQuorum.ts";
import type { RpcCall } from "../../../src/chain/Endpoint.ts";
import { followChain } from "../../../src/chain/followChain.ts";
import { createChainRecord } from "../../../src/node/state/createChainRecord.ts";
import { openDatabase } from "../../../src/node/state/openDatabase.ts";
import { settlementParts } from "../../../src/scoring/settlementParts.ts";
import { TrainingRounds__factory } from "../../../typechain-types/index.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { settledRoundWithDissent } from "../../support/rounds.ts";
import { endpointOf } from "./endpointOf.ts";

/** A client over a real chain that was followed, and what its nodes were asked. */
async function followed() {
  const world = await loadFixture(settledRoundWithDissent);
  const { addresses, ethers, olga } = world;
  const asked: RpcCall[] = [];
  const endpoint = endpointOf("node", async (call) => {
    asked.push(call);
    return { result: (await ethers.provider.send(call.method, [...call.params])) as unknown };
  });
  const quorum = createQuorum({ endpoints: [endpoint], needed: 1 });
  const events = createChainRecord(openDatabase(":memory:"), { finalityDepth: 128 });
  const watched = [addresses.trainingRounds, addresses.scoreBoard];
  await followChain({ quorum, record: events, addresses: watched, fromBlock: 0, finalityDepth: 128 });
  const { chainId } = await ethers.provider.getNetwork();
  const head = events.head()!;
  asked.length = 0;
  const client = createAgreedClient({ quorum, events, head, chainId, addresses, account: olga.address });
  return { world, asked, head, client };
}

describe("createAgreedClient", () => {
  it("reads what any other client reads", async () => {
    const { world, client } = await followed();
    const { olga, addresses, roundId } = world;
    const expected = await settlementParts({ runner: olga, addresses }, { roundId });
    expect(expected.vectors).to.have.length(3);
    expect(await settlementParts(client, { roundId })).to.deep.equal(expected);
  });

  it("takes events from what is kept, and asks no node for them", async () => {
    const { world, asked, client } = await followed();
    const rounds = TrainingRounds__factory.connect(world.addresses.trainingRounds, client.runner);
    const [opened] = await rounds.queryFilter(rounds.filters.RoundOpened());
    expect(opened!.args.sponsor).to.equal(world.sam.address);
    const revealed = await rounds.queryFilter(rounds.filters.UpdateRevealed(world.roundId, world.carol.address));
    expect(revealed.map(({ args }) => args.index)).to.deep.equal([1n]);
    expect(await rounds.queryFilter(rounds.filters.UpdateRevealed(world.roundId, world.olga.address))).to.deep.equal(
      [],
    );
    expect(asked).to.deep.equal([]);
  });

  it("reads state as of its head, named by its hash", async () => {
    const { world, asked, head, client } = await followed();
    await world.networkHelpers.mine(3);
    const rounds = TrainingRounds__factory.connect(world.addresses.trainingRounds, client.runner);
    await rounds.roundCount();
    expect(asked.map(({ method, params }) => [method, params[1]])).to.deep.equal([
      ["eth_call", { blockHash: head.hash }],
    ]);
    expect(await client.runner.provider!.getBlockNumber()).to.equal(head.number);
    expect(toQuantity(head.number)).to.not.equal(await world.ethers.provider.send("eth_blockNumber", []));
  });

  it("cannot write", async () => {
    const { world, asked, client } = await followed();
    const rounds = TrainingRounds__factory.connect(world.addresses.trainingRounds, client.runner);
    const failure = await rounds
      .revealUpdate(1n, id("u"), toBeHex(0, 32), { gasLimit: 1n })
      .catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(asked.map(({ method }) => method)).to.not.include("eth_sendRawTransaction");
    expect(asked.map(({ method }) => method)).to.not.include("eth_sendTransaction");
  });
});
