import { expect } from "chai";
import { parseEther } from "ethers";
import { createWorld } from "../../../services/devnet/createWorld.ts";
import type { DevWorld } from "../../../services/devnet/DevWorld.ts";
import { deployTo } from "../../../services/devnet/deployTo.ts";
import { type DevNode, startNode } from "../../../services/devnet/startNode.ts";
import { syntheticData } from "../../../services/devnet/syntheticData.ts";
import { readParameters } from "../../../src/learning/readParameters.ts";
import { isLicenseValid } from "../../../src/market/isLicenseValid.ts";
import { Use } from "../../../src/market/Terms.ts";
import {
  CommonToken__factory,
  DatasetRegistry__factory,
  ModelRegistry__factory,
  ScoreBoard__factory,
  VotingPower__factory,
} from "../../../typechain-types/index.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";

describe("createWorld", function () {
  this.timeout(60_000);
  let node: DevNode;
  let world: DevWorld;
  before(async () => {
    node = await startNode();
    const deployment = await deployTo(node.send);
    const data = syntheticData({ contributors: 3 });
    world = await createWorld({
      node,
      deployment,
      data,
      store: createMemoryStore(),
      models: 2,
      areOraclesSeated: true,
    });
  });
  after(async () => {
    world?.provider.destroy();
    await node.stop();
  });

  it("gives every contributor a right to train: its own dataset, and the last one a license of the first", async () => {
    const { contributors, deployment, provider } = world;
    const datasets = DatasetRegistry__factory.connect(deployment.addresses.datasetRegistry, provider);
    const owners = await Promise.all(contributors.map(({ datasetId }) => datasets.ownerOf(datasetId)));
    const [first, second, third] = contributors;
    expect(owners).to.deep.equal([first, second, first].map((contributor) => contributor!.wallet.address));
    const { timestamp } = (await provider.getBlock("latest"))!;
    const asked = {
      licenseId: third!.licenseId,
      who: third!.wallet.address,
      use: Use.Train,
      timestamp: BigInt(timestamp),
    };
    expect(await isLicenseValid(third!.client, asked)).to.equal(true);
  });

  it("registers models whose weights the store has", async () => {
    const { modelIds, deployment, provider, store, data } = world;
    const models = ModelRegistry__factory.connect(deployment.addresses.modelRegistry, provider);
    for (const [model, modelId] of modelIds.entries()) {
      const { weightsDigest } = await models.versionOf(modelId, 1);
      expect(readParameters(await store.get(weightsDigest))).to.deep.equal(data.initialParametersOf(model));
    }
  });

  it("seats the oracles at every model, and not the guest", async () => {
    const { modelIds, deployment, provider, oracles, seatStake } = world;
    const board = ScoreBoard__factory.connect(deployment.addresses.scoreBoard, provider);
    for (const modelId of modelIds) {
      const seats = (await board.seatsOf(modelId)).map(({ oracle, stake }) => [oracle, stake]);
      expect(seats).to.deep.equal(oracles.map(({ wallet }) => [wallet.address, seatStake]));
    }
  });

  it("gives members the votes of a quorum", async () => {
    const { deployment, provider, members } = world;
    const power = VotingPower__factory.connect(deployment.addresses.votingPower, provider);
    const votes = await Promise.all(members.map(({ wallet }) => power.getVotes(wallet.address)));
    expect(votes.reduce((sum, each) => sum + each)).to.be.above(parseEther("4000000"));
  });

  it("leaves the contributors with tokens for their bonds", async () => {
    const { deployment, provider, contributors } = world;
    const token = CommonToken__factory.connect(deployment.addresses.commonToken, provider);
    for (const { wallet } of contributors) {
      expect(await token.allowance(wallet.address, deployment.addresses.trainingRounds)).to.be.above(0n);
      expect(await token.balanceOf(wallet.address)).to.be.above(parseEther("9000"));
    }
  });
});
