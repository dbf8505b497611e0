import * as deployExtension from "@rocketh/deploy";
import * as readExecuteExtension from "@rocketh/read-execute";
import type { UserConfig } from "rocketh/types";

/** Named accounts of the deploy scripts. */
export const config = {
  accounts: {
    deployer: { default: 0 },
    /** Receives the initial supply, to hand it out: votes and stakes need tokens outside the timelock. */
    genesisHolder: { default: 0 },
  },
  data: {},
  chains: {
    31337: {
      info: {
        id: 31337,
        name: "Development chain",
        nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
        rpcUrls: { default: { http: ["http://127.0.0.1:8545"] } },
      },
    },
  },
} as const satisfies UserConfig;

export const extensions = { ...deployExtension, ...readExecuteExtension };

export type Extensions = typeof extensions;
export type Accounts = typeof config.accounts;
export type Data = typeof config.data;
