import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anyNetwork } from "../../../../src/node/http/Network.ts";
import { openFolderStore } from "../../../../src/node/openFolderStore.ts";
import { openHttpsStore } from "../../../../src/node/openHttpsStore.ts";
import { openKuboStore } from "../../../../src/node/openKuboStore.ts";
import { openS3Store } from "../../../../src/node/openS3Store.ts";
import type { ContentStore } from "../../../../src/storage/ContentStore.ts";
import { cidOf } from "../../../../src/storage/cidOf.ts";
import { createFileDouble } from "./createFileDouble.ts";
import { createKuboDouble } from "./createKuboDouble.ts";
import { createS3Double } from "./createS3Double.ts";
import { serve } from "./serve.ts";

export type Backend = {
  readonly store: ContentStore;
  /** Replaces what the backend holds under a digest. */
  readonly tamper: (digest: string, bytes: Uint8Array) => Promise<void>;
};

type Live = (backend: Backend) => Promise<void>;

export const S3_ACCOUNT = { region: "eu-1", bucket: "weights", accessKeyId: "AKID", secretAccessKey: "PLANTED-SECRET" };

/** Every kind of store, over a server on this machine where there is one. A web server is given what is put to it. */
export const backends: Readonly<Record<string, (live: Live) => Promise<void>>> = {
  async folder(live) {
    const folder = await mkdtemp(join(tmpdir(), "store-"));
    const store = await openFolderStore(folder);
    try {
      await live({ store, tamper: (digest, bytes) => writeFile(join(folder, cidOf(digest)), bytes) });
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  async kubo(live) {
    const { files, answer } = createKuboDouble();
    await serve(answer, ({ url }) =>
      live({
        store: openKuboStore(url),
        tamper: async (digest, bytes) => void files.set(`/commonweights/${cidOf(digest)}`, bytes),
      }),
    );
  },
  async s3(live) {
    const { objects, answer } = createS3Double(S3_ACCOUNT);
    await serve(answer, ({ url }) =>
      live({
        store: openS3Store({ ...S3_ACCOUNT, endpoint: url, prefix: "rounds/" }),
        tamper: async (digest, bytes) => void objects.set(`rounds/${cidOf(digest)}`, bytes),
      }),
    );
  },
  async https(live) {
    const folder = await mkdtemp(join(tmpdir(), "store-"));
    const behind = await openFolderStore(folder);
    const files = new Map<string, Uint8Array>();
    try {
      await serve(createFileDouble(files), ({ url }) =>
        live({
          store: {
            get: openHttpsStore(url, { network: anyNetwork }).get,
            async put(bytes) {
              const digest = await behind.put(bytes);
              files.set(cidOf(digest), await readFile(join(folder, cidOf(digest))));
              return digest;
            },
          },
          tamper: async (digest, bytes) => void files.set(cidOf(digest), bytes),
        }),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
