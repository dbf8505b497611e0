import type { IncomingMessage, ServerResponse } from "node:http";

/** A web server of files by name that understands ranges. */
export function createFileDouble(files: ReadonlyMap<string, Uint8Array>) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const file = files.get(request.url?.split("/").at(-1) ?? "");
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    sendRange(request, response, file);
  };
}

/** Answers with a file, or with the part of it that was asked for. */
export function sendRange(request: IncomingMessage, response: ServerResponse, file: Uint8Array): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) response.writeHead(200, { "content-length": file.length });
  else if (from >= file.length) response.writeHead(416, { "content-range": `bytes */${file.length}` });
  else {
    const range = `bytes ${from}-${file.length - 1}/${file.length}`;
    response.writeHead(206, { "content-length": file.length - from, "content-range": range });
  }
  response.end(from >= file.length ? undefined : file.subarray(from || 0));
}

/** Sends this much of a body, then cuts the connection. */
export function cutAfter(response: ServerResponse, bytes: Uint8Array): void {
  response.write(bytes, () => response.socket?.destroySoon());
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}
