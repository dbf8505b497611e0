import { expect } from "chai";
import { id } from "ethers";
import type { Client } from "../../../src/client.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import { datasetOf } from "../../../src/registry/datasetOf.ts";
import { lineageOf } from "../../../src/registry/lineageOf.ts";
import { modelOf } from "../../../src/registry/modelOf.ts";
import { publishDatasetVersion } from "../../../src/registry/publishDatasetVersion.ts";
import { retireDataset } from "../../../src/registry/retireDataset.ts";
import { setResaleRoyalty } from "../../../src/registry/setResaleRoyalty.ts";
import { transferDataset } from "../../../src/registry/transferDataset.ts";
import { updateModelCard } from "../../../src/registry/updateModelCard.ts";
import { versionOf } from "../../../src/registry/versionOf.ts";
import { withdrawConsent } from "../../../src/registry/withdrawConsent.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { AGGREGATE, settledRound } from "../../support/rounds.ts";

/** Alice's model, whose version 2 was made by a round, and her dataset. */
async function modelWithCandidate() {
  const world = await settledRound();
  return { ...world, client: { runner: world.alice, addresses: world.addresses } satisfies Client };
}

async function refusal(reading: Promise<unknown>): Promise<string> {
  const thrown = await reading.catch((error: unknown) => error);
  expect(thrown).to.be.instanceOf(RevertError);
  return (thrown as RevertError).errorName;
}

describe("modelOf", () => {
  it("reads a model, and follows its card", async () => {
    const { client, alice } = await loadFixture(modelWithCandidate);
    const model = { modelId: 1n, owner: alice.address, cardDigest: id("card"), liveVersion: 1, versionCount: 2 };
    expect(await modelOf(client, { modelId: 1n })).to.deep.equal(model);
    await updateModelCard(client, { modelId: 1n, cardDigest: id("new card") });
    expect(await modelOf(client, { modelId: 1n })).to.deep.equal({ ...model, cardDigest: id("new card") });
  });

  it("says when there is none", async () => {
    const { client } = await loadFixture(modelWithCandidate);
    expect(await refusal(modelOf(client, { modelId: 9n }))).to.equal("ERC721NonexistentToken");
  });
});

describe("versionOf", () => {
  it("reads the first version, which no round made", async () => {
    const { client } = await loadFixture(modelWithCandidate);
    const version = await versionOf(client, { modelId: 1n, version: 1 });
    const expected = { status: "Live", weightsDigest: id("weights"), roundId: undefined, parent: undefined };
    expect(version).to.include({ ...expected, reportDigest: undefined });
  });

  it("reads a candidate, and its lineage", async () => {
    const { client } = await loadFixture(modelWithCandidate);
    const version = await versionOf(client, { modelId: 1n, version: 2 });
    expect(version).to.include({ status: "Candidate", weightsDigest: AGGREGATE, roundId: 1n, parent: 1 });
    expect(await lineageOf(client, { modelId: 1n, version: 2 })).to.deep.equal([1]);
    expect(await lineageOf(client, { modelId: 1n, version: 1 })).to.deep.equal([]);
  });

  it("says when there is none", async () => {
    const { client } = await loadFixture(modelWithCandidate);
    const asked = { modelId: 1n, version: 9 };
    expect(await refusal(versionOf(client, asked))).to.equal("ModelRegistryVersionUnknown");
  });
});

describe("datasetOf", () => {
  it("reads a dataset in its newest version", async () => {
    const { client, alice, networkHelpers } = await loadFixture(modelWithCandidate);
    await publishDatasetVersion(client, { datasetId: 1n, manifestDigest: id("more data") });
    expect(await datasetOf(client, { datasetId: 1n })).to.deep.equal({
      datasetId: 1n,
      provider: alice.address,
      version: 2,
      manifestDigest: id("more data"),
      publishedAt: BigInt(await networkHelpers.time.latest()),
      consentWithdrawnAt: undefined,
      isRetired: false,
    });
  });

  it("tells that it is retired, and when consent was withdrawn", async () => {
    const { client, networkHelpers } = await loadFixture(modelWithCandidate);
    await retireDataset(client, { datasetId: 1n });
    await withdrawConsent(client, { datasetId: 1n, reasonDigest: id("reason") });
    const consentWithdrawnAt = BigInt(await networkHelpers.time.latest());
    expect(await datasetOf(client, { datasetId: 1n })).to.include({ isRetired: true, consentWithdrawnAt });
  });

  it("says when there is none", async () => {
    const { client } = await loadFixture(modelWithCandidate);
    expect(await refusal(datasetOf(client, { datasetId: 9n }))).to.equal("ERC721NonexistentToken");
  });
});

describe("setResaleRoyalty", () => {
  it("sets it, until the dataset is transferred", async () => {
    const { client, datasets, alice, bob } = await loadFixture(modelWithCandidate);
    await setResaleRoyalty(client, { datasetId: 1n, resaleRoyaltyBps: 250 });
    expect(await datasets.royaltyInfo(1n, 10_000n)).to.deep.equal([alice.address, 250n]);
    await transferDataset(client, { datasetId: 1n, recipient: bob.address });
    expect((await datasetOf(client, { datasetId: 1n })).provider).to.equal(bob.address);
    const late = setResaleRoyalty({ ...client, runner: bob }, { datasetId: 1n, resaleRoyaltyBps: 1 });
    expect(await refusal(late)).to.equal("DatasetRegistryRoyaltyFixed");
  });
});
