import { expect } from "chai";
import { Contract, type InterfaceAbi, JsonRpcProvider } from "ethers";
import { recordDeployment } from "../../../packaging/npm/recordDeployment.ts";
import { checkDeployment } from "../../../rocketh/checkDeployment.ts";
import { deploymentNames } from "../../../rocketh/readAddresses.ts";
import { deployTo } from "../../../services/devnet/deployTo.ts";
import { startNode } from "../../../services/devnet/startNode.ts";
import { addressesOf } from "../../../src/addresses/addressesOf.ts";
import { deployments } from "../../../src/addresses/deployments.ts";
import type { Addresses } from "../../../src/client.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";

const CHAIN_ID = 31_337;

describe("addressesOf", () => {
  describe("when the chain has a deployment", () => {
    it("gives the addresses that an action takes, whether asked with a number or a bigint", () => {
      const addresses: Addresses = addressesOf(CHAIN_ID);
      expect(addressesOf(31_337n)).to.deep.equal(addresses);
      expect(Object.keys(addresses).sort()).to.deep.equal(Object.keys(deploymentNames).sort());
    });

    it("gives the places where the deploy scripts put every contract, and the blocks", async () => {
      const { contracts } = await recordDeployment();
      const { contracts: kept } = deployments[CHAIN_ID];
      for (const [key, name] of Object.entries(deploymentNames) as [keyof typeof deploymentNames, string][]) {
        const { address, blockNumber } = contracts.get(name)!;
        expect(kept[key].address.toLowerCase(), name).to.equal(address);
        expect(kept[key].blockNumber, name).to.equal(blockNumber);
      }
    });

    it("gives the places where a devnet has them, deployed as it should be", async () => {
      const node = await startNode();
      const provider = new JsonRpcProvider(node.url, CHAIN_ID, { staticNetwork: true });
      try {
        const { addresses, fromBlock } = await deployTo(node.send);
        expect(addresses).to.deep.equal(addressesOf(CHAIN_ID));
        expect(fromBlock).to.be.below(deployments[CHAIN_ID].fromBlock);
        const { contracts } = await recordDeployment();
        expect(await checkDeployment(provider, (name) => contracts.get(name)!)).to.deep.equal([]);
        const { abi, address, blockNumber } = contracts.get("ScoreBoard")!;
        const { runner, target } = new Contract(address, abi as InterfaceAbi, provider);
        expect(await runner!.provider!.getCode(target, blockNumber - 1)).to.equal("0x");
        expect(await runner!.provider!.getCode(target, blockNumber)).not.to.equal("0x");
      } finally {
        provider.destroy();
        await node.stop();
      }
    });
  });

  describe("when the chain has none", () => {
    it("throws UNKNOWN_CHAIN and names those that have one", () => {
      expect(() => addressesOf(7))
        .to.throw(BaseError, /^There is no deployment on chain 7; known: 31337 \(devnet\)\.\n/)
        .with.property("code", "UNKNOWN_CHAIN");
    });
  });
});
