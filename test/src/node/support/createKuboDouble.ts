import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, cutAfter } from "./createFileDouble.ts";

export type KuboDouble = {
  /** Files of the node by path. */
  readonly files: Map<string, Uint8Array>;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** The commands that it was sent, with their parameters. */
  readonly commands: string[];
};

/**
 * Kubo's HTTP API, as far as it concerns files, from its source: POST only, one status for all errors, files/mv that
 * replaces, files/write that needs create and parents. A read sends at most `mostBytes`, then ends as if all were well, as
 * Kubo does when it loses a block.
 */
export function createKuboDouble({ mostBytes = Number.POSITIVE_INFINITY, cuts = 0 } = {}): KuboDouble {
  const files = new Map<string, Uint8Array>();
  const commands: string[] = [];
  let cutsLeft = cuts;

  async function run(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://node");
    const command = pathname.replace("/api/v0/", "");
    const [path = "", target = ""] = searchParams.getAll("arg");
    const body = await bodyOf(request);
    commands.push(`${command} ${decodeURIComponent(searchParams.toString())}`);
    if (request.method !== "POST") return void response.writeHead(405).end("405 - Method Not Allowed");
    const fail = (message: string): void => {
      response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ Message: message, Code: 0, Type: "error" }));
    };
    const file = files.get(path);
    if (command === "files/write") {
      if (searchParams.get("create") !== "true" || searchParams.get("parents") !== "true")
        return fail("file does not exist");
      files.set(path, partOf(request, body));
      response.end();
    } else if (file === undefined) fail("file does not exist");
    else if (command === "files/stat") response.end(JSON.stringify({ Hash: "bafy", Size: file.length, Type: "file" }));
    else if (command === "files/mv") {
      files.delete(path);
      files.set(target, file);
      response.end();
    } else if (command === "files/rm") {
      files.delete(path);
      response.end();
    } else if (command === "files/read") {
      const offset = Number(searchParams.get("offset"));
      if (offset > file.length) return fail(`offset was past end of file (${offset} > ${file.length})`);
      response.writeHead(200, { "x-stream-output": "1", trailer: "X-Stream-Error" });
      const part = file.subarray(offset, Math.min(file.length, offset + mostBytes));
      if (cutsLeft-- > 0) cutAfter(response, part.subarray(0, part.length / 2));
      else response.end(part);
    } else response.writeHead(404).end("404 page not found");
  }
  return { files, commands, answer: (request, response) => void run(request, response) };
}

/** The file in a form with exactly one part. */
function partOf(request: IncomingMessage, body: Buffer): Uint8Array {
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(request.headers["content-type"] ?? "")?.[1];
  const from = body.indexOf("\r\n\r\n") + 4;
  const to = body.lastIndexOf(`\r\n--${boundary}--\r\n`);
  if (!body.toString("latin1").startsWith(`--${boundary}\r\n`) || to < from) throw new Error("The form is malformed.");
  return new Uint8Array(body.subarray(from, to));
}
