import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { sha256 } from "ethers";
import { z } from "zod";
import type { ContentStore } from "../storage/ContentStore.ts";
import { cidOf } from "../storage/cidOf.ts";
import { contentMissing } from "../storage/contentMissing.ts";
import { contentTooLarge } from "../storage/contentTooLarge.ts";
import { isIntactIn } from "../storage/isIntactIn.ts";
import { requireDigest } from "../storage/requireDigest.ts";
import { DEFAULT_STORAGE_LIMITS, type StorageLimits } from "../storage/StorageLimits.ts";
import { storeRefused } from "../storage/storeRefused.ts";
import { folderUrl } from "./http/folderUrl.ts";
import { readContent } from "./http/readContent.ts";
import { readText } from "./http/readText.ts";
import { sendRequest } from "./http/sendRequest.ts";
import { statusError } from "./http/statusError.ts";

/** The folder of the node's files (MFS) in which content lies. */
const FOLDER = "/commonweights";

const statSchema = z.object({ Size: z.int().nonnegative(), Type: z.string() });
const refusalSchema = z.object({ Message: z.string() });

/**
 * Content in an IPFS node that speaks Kubo's HTTP API at `url`: one file each in the node's own file system, at
 * /commonweights and its CID. A block of that CID would hold at most 2 MiB; a file holds any size, is served to
 * other nodes block by block, and is never collected as garbage. The API is the operator's own and may be at any address.
 */
export function openKuboStore(
  url: string,
  { limits: given = {} }: { readonly limits?: Partial<StorageLimits> } = {},
): ContentStore {
  const limits = { ...DEFAULT_STORAGE_LIMITS, ...given };
  const api = new URL("api/v0/", folderUrl(url));

  /** Resolves to an answer of status 200; a file that is not there is a StorageError `CONTENT_MISSING`. */
  async function call(
    command: string,
    parameters: readonly (readonly [name: string, value: string])[],
    { signal, digest, body }: { signal: AbortSignal; digest: string; body?: FormBody },
  ): Promise<IncomingMessage> {
    const at = new URL(command, api);
    for (const [name, value] of parameters) at.searchParams.append(name, value);
    const { timeoutMilliseconds } = limits;
    const response = await sendRequest({ url: at, method: "POST", timeoutMilliseconds, signal, ...body });
    const status = response.statusCode ?? 0;
    if (status === 200) return response;
    const message = refusalSchema.safeParse(parseJson(await readText(response))).data?.Message;
    // Kubo has one status, 500, for all that goes wrong; a name that is not there is told by this message of Go's.
    if (message?.endsWith("file does not exist")) throw contentMissing(digest);
    throw statusError(api.host, status, message?.replace(/\s+/g, " ").slice(0, 200));
  }

  async function sizeOf(path: string, digest: string, signal: AbortSignal): Promise<number> {
    const response = await call("files/stat", [["arg", path]], { signal, digest });
    const { data } = statSchema.safeParse(parseJson(await readText(response)));
    if (data?.Type === "file") return data.Size;
    const what =
      data === undefined ? "does not answer as Kubo's API does" : `has no file, but a ${data.Type}, at ${path}`;
    throw storeRefused(api.host, what, "Check the URL of the API, and what is in the node's files.");
  }

  /** Writes aside and moves, so that a reader never meets half a file. */
  async function write(path: string, digest: string, bytes: Uint8Array): Promise<void> {
    const signal = AbortSignal.timeout(limits.totalMilliseconds);
    const aside = `${FOLDER}/.${randomUUID()}`;
    const options = ["create", "parents", "truncate", "raw-leaves"].map((name) => [name, "true"] as const);
    const written = [["arg", aside] as const, ...options, ["cid-version", "1"] as const];
    const moved = [["arg", aside] as const, ["arg", path] as const];
    try {
      (await call("files/write", written, { signal, digest, body: formBody(bytes) })).destroy();
      (await call("files/mv", moved, { signal, digest })).destroy();
    } catch (error) {
      await remove(aside, digest);
      throw error;
    }
  }

  async function remove(path: string, digest: string): Promise<void> {
    try {
      const signal = AbortSignal.timeout(limits.timeoutMilliseconds);
      const parameters = [["arg", path] as const, ["force", "true"] as const];
      (await call("files/rm", parameters, { signal, digest })).destroy();
    } catch {
      // The write failed already, which is what the caller is told; its leavings take space and nothing else.
    }
  }

  const store: ContentStore = {
    async put(bytes) {
      const digest = sha256(bytes);
      if (bytes.length > limits.maxBytes) throw contentTooLarge(digest, limits.maxBytes);
      if (!(await isIntactIn(store, digest))) await write(`${FOLDER}/${cidOf(digest)}`, digest, bytes);
      return digest;
    },
    async get(digest) {
      const known = requireDigest(digest);
      const path = `${FOLDER}/${cidOf(known)}`;
      let length: number | undefined;
      return readContent({
        store: api.host,
        digest: known,
        limits,
        ask: async (from, signal) => {
          length ??= await sizeOf(path, known, signal);
          if (length > limits.maxBytes) throw contentTooLarge(known, limits.maxBytes);
          const parameters = [["arg", path] as const, ["offset", String(from)] as const];
          return { from, length, body: await call("files/read", parameters, { signal, digest: known }) };
        },
      });
    },
  };
  return store;
}

type FormBody = { readonly headers: Readonly<Record<string, string>>; readonly body: readonly Uint8Array[] };

/** One file as multipart/form-data. */
function formBody(bytes: Uint8Array): FormBody {
  const boundary = randomUUID();
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="data"; filename="data"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: [Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
