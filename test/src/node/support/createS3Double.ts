import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, sendRange } from "./createFileDouble.ts";

export type S3Double = {
  /** Objects by bucket and key. */
  readonly objects: Map<string, Uint8Array>;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
};

type S3DoubleOptions = {
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

const sha256Hex = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();

/** A store that speaks S3 and believes nothing: it computes each signature (AWS Signature Version 4) and payload hash. */
export function createS3Double({ region, bucket, accessKeyId, secretAccessKey }: S3DoubleOptions): S3Double {
  const objects = new Map<string, Uint8Array>();

  function isSigned(request: IncomingMessage): boolean {
    const { headers } = request;
    const parsed =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w{64})$/.exec(
        headers.authorization ?? "",
      );
    if (parsed === null) return false;
    const [, keyId, date = "", signedRegion, names = "", signature] = parsed;
    const time = String(headers["x-amz-date"]);
    const lines = names.split(";").map((name) => `${name}:${String(headers[name])}\n`);
    const { pathname } = new URL(request.url ?? "", "http://s3");
    const canonical = [request.method, pathname, "", lines.join(""), names, headers["x-amz-content-sha256"]].join("\n");
    const scope = `${date}/${region}/s3/aws4_request`;
    const text = ["AWS4-HMAC-SHA256", time, scope, sha256Hex(canonical)].join("\n");
    const key = [date, region, "s3", "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
    const isFull = ["host", "x-amz-content-sha256", "x-amz-date"].every((name) => names.split(";").includes(name));
    return (
      isFull &&
      keyId === accessKeyId &&
      signedRegion === region &&
      time.startsWith(date) &&
      hmac(key, text).toString("hex") === signature
    );
  }

  async function run(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const fail = (status: number, code: string): void => {
      response.writeHead(status, { "content-type": "application/xml" });
      response.end(`<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>no</Message></Error>`);
    };
    if (!isSigned(request)) return fail(403, "SignatureDoesNotMatch");
    const [, inBucket, key = ""] = /^\/([^/]+)\/(.+)$/.exec(request.url ?? "") ?? [];
    if (inBucket !== bucket) return fail(404, "NoSuchBucket");
    if (request.method === "PUT") {
      if (request.headers["x-amz-content-sha256"] !== sha256Hex(body)) return fail(400, "XAmzContentSHA256Mismatch");
      objects.set(key, new Uint8Array(body));
      response.end();
      return;
    }
    const object = objects.get(key);
    if (object === undefined) return fail(404, "NoSuchKey");
    sendRange(request, response, object);
  }
  return { objects, answer: (request, response) => void run(request, response) };
}
