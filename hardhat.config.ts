import { fileURLToPath } from "node:url";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatEthersChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatKeystore from "@nomicfoundation/hardhat-keystore";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import hardhatVerify from "@nomicfoundation/hardhat-verify";
import { configVariable, defineConfig } from "hardhat/config";
import type { HttpNetworkUserConfig } from "hardhat/types/config";
import type { HardhatPlugin } from "hardhat/types/plugins";
import hardhatDeploy from "hardhat-deploy";

/** A public network whose endpoint and key come from configuration variables (`npx hardhat keystore set NAME`). */
function publicNetwork(variable: string, chainType: "l1" | "op" | "generic"): HttpNetworkUserConfig {
  return {
    type: "http",
    chainType,
    url: configVariable(`${variable}_RPC_URL`),
    accounts: [configVariable(`${variable}_DEPLOYER_KEY`)],
  };
}

/** Hands artifacts on in one order, so that what is generated from them is the same on every machine. */
const sortArtifacts: HardhatPlugin = {
  id: "commonweights-sort-artifacts",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        async processArtifactsAfterSuccessfulBuild(_context, artifactPaths) {
          // The next handlers are given the same array.
          (artifactPaths as string[]).sort();
        },
      }),
    }),
  },
};

export default defineConfig({
  plugins: [
    sortArtifacts,
    hardhatEthers,
    hardhatEthersChaiMatchers,
    hardhatKeystore,
    hardhatMocha,
    hardhatNetworkHelpers,
    hardhatTypechain,
    hardhatVerify,
    hardhatDeploy,
  ],
  solidity: {
    version: "0.8.37",
    // The compiler comes from npm: nothing is downloaded at build time.
    path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
    settings: {
      evmVersion: "cancun",
      viaIR: true,
      optimizer: { enabled: true, runs: 10_000 },
      metadata: { bytecodeHash: "none" },
    },
    npmFilesToBuild: [
      "@openzeppelin/contracts/governance/TimelockController.sol",
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
    ],
  },
  networks: {
    default: { type: "edr-simulated", chainType: "l1" },
    localhost: { type: "http", chainType: "l1", url: "http://127.0.0.1:8545" },
    sepolia: publicNetwork("SEPOLIA", "l1"),
    baseSepolia: publicNetwork("BASE_SEPOLIA", "op"),
    base: publicNetwork("BASE", "op"),
    optimism: publicNetwork("OPTIMISM", "op"),
    arbitrum: publicNetwork("ARBITRUM", "generic"),
  },
  paths: { tests: { mocha: "test", solidity: "test" } },
  test: {
    solidity: { fuzz: { runs: 5_000 }, invariant: { runs: 256, depth: 64, failOnRevert: true } },
  },
  typechain: { outDir: "typechain-types" },
  generateTypedArtifacts: { destinations: [{ folder: "./generated", mode: "typescript" }] },
});
