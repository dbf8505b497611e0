import type { IncomingMessage } from "node:http";
import { AwsV4Signer } from "aws4fetch";
import { sha256 } from "ethers";
import type { ContentStore } from "../storage/ContentStore.ts";
import { cidOf } from "../storage/cidOf.ts";
import { contentTooLarge } from "../storage/contentTooLarge.ts";
import { requireDigest } from "../storage/requireDigest.ts";
import { DEFAULT_STORAGE_LIMITS, type StorageLimits } from "../storage/StorageLimits.ts";
import { storeRefused } from "../storage/storeRefused.ts";
import { answerIn } from "./http/answerIn.ts";
import { folderUrl } from "./http/folderUrl.ts";
import { readContent } from "./http/readContent.ts";
import { readText } from "./http/readText.ts";
import { type HttpRequest, sendRequest } from "./http/sendRequest.ts";
import { statusError } from "./http/statusError.ts";

export type OpenS3StoreParameters = {
  /** The service's URL; the bucket is appended to its path. It is the operator's own choice and may be at any address. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Put in front of each CID, as it is. */
  readonly prefix?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly limits?: Partial<StorageLimits>;
};

type S3Request = Pick<HttpRequest, "method" | "signal"> & {
  readonly digest: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
};

/**
 * Content in a bucket of a store that speaks S3: one object each, at the prefix and its CID. Requests are signed; the secret
 * is in no error. The store checks what it is sent against the digest in the signature.
 */
export function openS3Store({ endpoint, region, bucket, prefix = "", ...rest }: OpenS3StoreParameters): ContentStore {
  const { accessKeyId, secretAccessKey } = rest;
  const limits = { ...DEFAULT_STORAGE_LIMITS, ...rest.limits };
  const base = folderUrl(endpoint);
  const store = `${base.host}/${bucket}`;

  async function call({ method, digest, body, signal, headers = {} }: S3Request): Promise<IncomingMessage> {
    const url = new URL(`${bucket}/${prefix}${cidOf(digest)}`, base);
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      headers,
      service: "s3",
      region,
      accessKeyId,
      secretAccessKey,
    });
    const signed = Object.fromEntries((await signer.sign()).headers);
    const { timeoutMilliseconds } = limits;
    const parts = body === undefined ? {} : { body: [body] };
    return sendRequest({ url, method, headers: signed, timeoutMilliseconds, signal, ...parts });
  }

  /** A status that is no success; content that is missing is left to `answerIn`. */
  async function requireBucket(response: IncomingMessage): Promise<void> {
    const status = response.statusCode ?? 0;
    if (status < 300 || status === 416) return;
    const code = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(await readText(response))?.[1];
    if (status === 404 && code !== "NoSuchBucket") return;
    if (status === 403 && (code === undefined || code === "AccessDenied")) {
      const remedy =
        "Check the keys, and that they allow s3:GetObject, s3:PutObject and s3:ListBucket: without the last, S3 says this of what is missing.";
      throw storeRefused(store, "denies access (status 403)", remedy);
    }
    throw statusError(store, status, code);
  }

  return {
    async put(bytes) {
      const digest = sha256(bytes);
      if (bytes.length > limits.maxBytes) throw contentTooLarge(digest, limits.maxBytes);
      const signal = AbortSignal.timeout(limits.totalMilliseconds);
      const headers = { "content-type": "application/octet-stream", "x-amz-content-sha256": digest.slice(2) };
      const response = await call({ method: "PUT", digest, body: bytes, signal, headers });
      await requireBucket(response);
      response.destroy();
      const status = response.statusCode ?? 0;
      if (status < 200 || status > 299) throw statusError(store, status);
      return digest;
    },
    async get(digest) {
      const known = requireDigest(digest);
      return readContent({
        store,
        digest: known,
        limits,
        ask: async (from, signal) => {
          const headers = from === 0 ? {} : { range: `bytes=${from}-` };
          const response = await call({ method: "GET", digest: known, signal, headers });
          await requireBucket(response);
          return answerIn(response, { store, digest: known, from });
        },
      });
    },
  };
}
