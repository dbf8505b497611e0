import { BaseError } from "../errors/BaseError.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { cidOf } from "../storage/cidOf.ts";
import { requireDigest } from "../storage/requireDigest.ts";
import { DEFAULT_STORAGE_LIMITS, type StorageLimits } from "../storage/StorageLimits.ts";
import { answerIn } from "./http/answerIn.ts";
import { folderUrl } from "./http/folderUrl.ts";
import { guardedGet } from "./http/guardedGet.ts";
import { type Network, publicNetwork } from "./http/Network.ts";
import { readContent } from "./http/readContent.ts";

export type OpenHttpsStoreOptions = {
  readonly limits?: Partial<StorageLimits>;
  /** Where requests may go: the internet over https unless it says otherwise. */
  readonly network?: Network;
};

/** Files on a web server, at `url`, a slash and the CID. It can only be read. */
export function openHttpsStore(url: string, options: OpenHttpsStoreOptions = {}): ContentStore {
  const limits = { ...DEFAULT_STORAGE_LIMITS, ...options.limits };
  const { network = publicNetwork } = options;
  const base = folderUrl(url);
  return {
    async put() {
      throw new BaseError("STORE_READ_ONLY", `The store ${base.host} can only be read.`, {
        remedy: "Add a store of kind folder, kubo or s3, and publish its files there.",
      });
    },
    async get(digest) {
      const known = requireDigest(digest);
      return readContent({
        store: base.host,
        digest: known,
        limits,
        ask: async (from, signal) => {
          const headers = from === 0 ? {} : { range: `bytes=${from}-` };
          const { timeoutMilliseconds } = limits;
          const file = new URL(cidOf(known), base);
          const response = await guardedGet({ url: file, headers, timeoutMilliseconds, signal, network });
          return answerIn(response, { store: base.host, digest: known, from });
        },
      });
    },
  };
}
