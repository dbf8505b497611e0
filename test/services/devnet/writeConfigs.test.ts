import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { contributorConfigSchema } from "../../../services/contributor/contributorConfigSchema.ts";
import { openTrainer } from "../../../services/contributor/trainer/openTrainer.ts";
import { createWorld } from "../../../services/devnet/createWorld.ts";
import type { DevWorld } from "../../../services/devnet/DevWorld.ts";
import { deployTo } from "../../../services/devnet/deployTo.ts";
import { devAccounts } from "../../../services/devnet/devAccounts.ts";
import { penguinData } from "../../../services/devnet/penguinData.ts";
import { type DevNode, startNode } from "../../../services/devnet/startNode.ts";
import { writeConfigs } from "../../../services/devnet/writeConfigs.ts";
import { readConfig } from "../../../services/operation/readConfig.ts";
import { oracleConfigSchema } from "../../../services/oracle/oracleConfigSchema.ts";
import { openSigner } from "../../../src/node/keys/openSigner.ts";
import { openFolderStore } from "../../../src/node/openFolderStore.ts";

describe("writeConfigs", function () {
  this.timeout(60_000);
  let node: DevNode;
  let folder: string;
  let world: DevWorld;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "devnet-"));
    node = await startNode();
    world = await createWorld({
      node,
      deployment: await deployTo(node.send),
      data: await penguinData({ contributors: 2 }),
      store: await openFolderStore(join(folder, "store")),
      models: 2,
    });
    await writeConfigs({ world, url: node.url, chainId: 31_337, folder });
  });
  after(async () => {
    world?.provider.destroy();
    await node.stop();
    await rm(folder, { recursive: true });
  });

  it("gives every oracle, and the guest, a configuration with its key and a seat at every model", async () => {
    for (const { name, wallet } of [...world.oracles, world.guest]) {
      const config = await readConfig(join(folder, `${name}.json`), oracleConfigSchema);
      expect((await openSigner(config.signer)).address).to.equal(wallet.address);
      expect(config.seats.map(({ modelId }) => modelId)).to.deep.equal(world.modelIds);
      expect(config.chain.addresses).to.deep.equal(world.deployment.addresses);
    }
  });

  it("gives every contributor a configuration with its key, its rights and a trainer that opens its data", async () => {
    for (const { name, wallet, datasetId, licenseId } of world.contributors) {
      const config = await readConfig(join(folder, `${name}.json`), contributorConfigSchema);
      expect((await openSigner(config.signer)).address).to.equal(wallet.address);
      expect(config.models).to.deep.equal(world.modelIds.map((modelId) => ({ modelId, datasetId, licenseId })));
      const trainer = await openTrainer(config.trainer, { store: world.store, workFolder: join(folder, "work") });
      await trainer.close();
    }
  });

  it("gives everybody a keystore, and lets nobody else read keys and passphrases", async () => {
    const files = await readdir(join(folder, "keys"));
    const names = Object.keys(devAccounts).flatMap((name) => [`${name}.json`, `${name}.passphrase`]);
    expect(files).to.have.members(names);
    for (const file of files) expect((await stat(join(folder, "keys", file))).mode & 0o077).to.equal(0);
  });
});
