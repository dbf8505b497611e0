import { createHash } from "node:crypto";
import { EventEmitter } from "node:events";
import { connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { connect as connectEncrypted } from "node:tls";
import type { IRedisClient } from "bullmq";
import { createReplyReader } from "./createReplyReader.ts";
import { encodeCommand, type RedisWord } from "./encodeCommand.ts";
import { RedisBatch } from "./RedisBatch.ts";
import { RedisError, type RedisReply } from "./RedisReply.ts";
import { readRedisUrl } from "./readRedisUrl.ts";
import { toRecord } from "./toRecord.ts";

export type RedisClientOptions = {
  /** See `readRedisUrl`. */
  readonly url: string;
  /** How Redis lists this connection. */
  readonly connectionName?: string;
};

type Settle = { readonly resolve: (reply: RedisReply) => void; readonly reject: (error: Error) => void };
type Script = { readonly lua: string; readonly sha1: string; readonly numberOfKeys: number };

/** BullMQ takes an error with this very message for a connection that is lost and will be back. */
const CLOSED = "Connection is closed.";
const CONNECT_MILLISECONDS = 5_000;
/** How long a command waits for a connection before it fails. */
const PATIENCE_MILLISECONDS = 10_000;
const KEEP_ALIVE_MILLISECONDS = 10_000;
const LONGEST_PAUSE_MILLISECONDS = 2_000;

/**
 * One connection to Redis, with the commands that BullMQ wants of one. It connects at once, and again whenever it is lost,
 * until it is closed; a command that was under way then fails, because nobody knows whether Redis carried it out.
 * Emits `ready`, `error`, `close`, `reconnecting` and `end`.
 * @throws BaseError `REDIS_URL_INVALID`.
 */
export class RedisClient extends EventEmitter implements IRedisClient {
  /** `connecting`, `ready`, `reconnecting` or `end`; BullMQ sets the last one, too. */
  status = "connecting";
  readonly isCluster = false;
  readonly options: Record<string, unknown> = {};
  readonly #given: RedisClientOptions;
  readonly #scripts = new Map<string, Script>();
  #socket: Socket | undefined;
  #sent: Settle[] = [];
  #waiting = new Set<() => void>();
  #tries = 0;
  #pause: NodeJS.Timeout | undefined;

  constructor(options: RedisClientOptions) {
    super();
    this.#given = options;
    this.#open();
  }

  // --- Connection ---

  /** Resolves once it is connected; opens it again after its end. */
  async connect(): Promise<void> {
    if (this.status === "ready") return;
    if (this.status === "end") this.#open();
    await new Promise<void>((resolve, reject) => {
      const onReady = () => {
        this.off("end", onEnd);
        resolve();
      };
      const onEnd = () => {
        this.off("ready", onReady);
        reject(new Error(CLOSED));
      };
      this.once("ready", onReady);
      this.once("end", onEnd);
    });
  }

  /** Ends it now, without waiting for what is under way; with `reconnect`, it connects again. */
  disconnect(reconnect = false): void {
    this.#drop();
    if (reconnect) {
      this.emit("close");
      this.#open();
    } else {
      this.#end();
    }
  }

  /** Ends it after what is under way. */
  async quit(): Promise<string> {
    if (this.status === "ready") await this.call("QUIT").catch(() => {});
    this.#drop();
    this.#end();
    return "OK";
  }

  duplicate(options: Partial<RedisClientOptions> = {}): RedisClient {
    const copy = new RedisClient({ ...this.#given, ...options });
    for (const [name, script] of this.#scripts) copy.#scripts.set(name, script);
    return copy;
  }

  /**
   * Sends a command and resolves to its reply, as soon as there is a connection.
   * @throws RedisError when Redis refuses it, Error `Connection is closed.` when the connection is lost or does not come.
   */
  call(...words: readonly RedisWord[]): Promise<RedisReply> {
    return new Promise((resolve, reject) => {
      if (this.status === "ready") return this.#send(words, { resolve, reject });
      if (this.status === "end") return reject(new Error(CLOSED));
      const onReadyOrEnd = () => {
        clearTimeout(timer);
        this.#waiting.delete(onReadyOrEnd);
        if (this.status === "ready") this.#send(words, { resolve, reject });
        else reject(new Error(CLOSED));
      };
      const timer = setTimeout(onReadyOrEnd, PATIENCE_MILLISECONDS);
      this.#waiting.add(onReadyOrEnd);
    });
  }

  #open(): void {
    const { host, port, isEncrypted, username, password, database } = readRedisUrl(this.#given.url);
    this.status = "connecting";
    const socket = isEncrypted ? connectEncrypted({ host, port, servername: host }) : connect({ host, port });
    this.#socket = socket;
    const read = createReplyReader();
    socket.setNoDelay();
    socket.setKeepAlive(true, KEEP_ALIVE_MILLISECONDS);
    socket.setTimeout(CONNECT_MILLISECONDS, () => socket.destroy(new Error(`${host} did not answer.`)));
    socket.once(isEncrypted ? "secureConnect" : "connect", () => {
      const greetings: RedisWord[][] = [];
      if (password !== "") greetings.push(username === "" ? ["AUTH", password] : ["AUTH", username, password]);
      if (database !== 0) greetings.push(["SELECT", database]);
      if (this.#given.connectionName !== undefined) greetings.push(["CLIENT", "SETNAME", this.#given.connectionName]);
      greetings.push(["PING"]);
      const greeted = greetings.map(
        (words) => new Promise((resolve, reject) => this.#send(words, { resolve, reject })),
      );
      Promise.all(greeted).then(
        () => this.#ready(socket),
        (error: Error) => socket.destroy(error),
      );
    });
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const reply of read(chunk)) {
          const settle = this.#sent.shift();
          if (reply instanceof RedisError) settle?.reject(reply);
          else settle?.resolve(reply);
        }
      } catch (error) {
        socket.destroy(error as RedisError);
      }
    });
    socket.on("error", (error) => {
      if (this.#socket === socket && this.listenerCount("error") > 0) this.emit("error", error);
    });
    socket.on("close", () => {
      if (this.#socket !== socket) return;
      this.#drop();
      this.status = "reconnecting";
      this.emit("close");
      this.#pause = setTimeout(() => this.#open(), Math.min(50 * 2 ** this.#tries++, LONGEST_PAUSE_MILLISECONDS));
      this.emit("reconnecting");
    });
  }

  #ready(socket: Socket): void {
    if (this.#socket !== socket) return;
    socket.setTimeout(0);
    this.#tries = 0;
    this.status = "ready";
    for (const wake of [...this.#waiting]) wake();
    this.emit("ready");
  }

  #send(words: readonly RedisWord[], settle: Settle): void {
    this.#sent.push(settle);
    this.#socket?.write(encodeCommand(words));
  }

  /** Lets go of the socket; whoever waits for a reply gets none. */
  #drop(): void {
    clearTimeout(this.#pause);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.destroy();
    const sent = this.#sent;
    this.#sent = [];
    for (const { reject } of sent) reject(new Error(CLOSED));
  }

  #end(): void {
    this.status = "end";
    for (const wake of [...this.#waiting]) wake();
    this.emit("close");
    this.emit("end");
  }

  // --- Scripts ---

  defineCommand(name: string, { numberOfKeys, lua }: { numberOfKeys: number; lua: string }): void {
    this.#scripts.set(name, { lua, sha1: createHash("sha1").update(lua).digest("hex"), numberOfKeys });
  }

  async runCommand(name: string, given: unknown[]): Promise<RedisReply> {
    const { lua, sha1, numberOfKeys } = this.#scriptOf(name);
    const words = wordsOfArguments(given);
    try {
      return await this.call("EVALSHA", sha1, numberOfKeys, ...words);
    } catch (error) {
      if (!(error instanceof RedisError) || !error.message.startsWith("NOSCRIPT")) throw error;
      return this.call("EVAL", lua, numberOfKeys, ...words);
    }
  }

  multi(): RedisBatch {
    const evaluate = (name: string, given: unknown[]) => {
      const { lua, numberOfKeys } = this.#scriptOf(name);
      return ["EVAL", lua, numberOfKeys, ...wordsOfArguments(given)];
    };
    return new RedisBatch((words) => this.call(...words), evaluate);
  }

  pipeline(): RedisBatch {
    return this.multi();
  }

  #scriptOf(name: string): Script {
    const script = this.#scripts.get(name);
    if (script === undefined) throw new RedisError(`ERR the script "${name}" is not defined`);
    return script;
  }

  // --- Commands ---

  async hgetall(key: string): Promise<Record<string, string>> {
    return toRecord(await this.call("HGETALL", key));
  }

  async hget(key: string, field: string): Promise<string | null> {
    return requireText(await this.call("HGET", key, field));
  }

  async hmget(key: string, ...fields: string[]): Promise<(string | null)[]> {
    return requireTexts(await this.call("HMGET", key, ...fields));
  }

  async hset(key: string, data: Record<string, string | number>): Promise<number> {
    return requireNumber(await this.call("HSET", key, ...Object.entries(data).flat()));
  }

  async hdel(key: string, ...fields: string[]): Promise<number> {
    return requireNumber(await this.call("HDEL", key, ...fields));
  }

  async hexists(key: string, field: string): Promise<number> {
    return requireNumber(await this.call("HEXISTS", key, field));
  }

  async get(key: string): Promise<string | null> {
    return requireText(await this.call("GET", key));
  }

  async set(
    key: string,
    value: string | number,
    { PX, EX }: { PX?: number; EX?: number } = {},
  ): Promise<string | null> {
    const expiry = PX !== undefined ? ["PX", PX] : EX !== undefined ? ["EX", EX] : [];
    return requireText(await this.call("SET", key, value, ...expiry));
  }

  async del(...keys: string[]): Promise<number> {
    return keys.length === 0 ? 0 : requireNumber(await this.call("DEL", ...keys));
  }

  async zrange(key: string, start: number, end: number, options?: { WITHSCORES?: boolean }): Promise<string[]> {
    return this.#listed("ZRANGE", key, start, end, ...(options?.WITHSCORES ? ["WITHSCORES"] : []));
  }

  async zrevrange(key: string, start: number, end: number, options?: { WITHSCORES?: boolean }): Promise<string[]> {
    return this.#listed("ZREVRANGE", key, start, end, ...(options?.WITHSCORES ? ["WITHSCORES"] : []));
  }

  async zcard(key: string): Promise<number> {
    return requireNumber(await this.call("ZCARD", key));
  }

  async zscore(key: string, member: string): Promise<string | null> {
    return requireText(await this.call("ZSCORE", key, member));
  }

  async lrange(key: string, start: number, end: number): Promise<string[]> {
    return this.#listed("LRANGE", key, start, end);
  }

  async llen(key: string): Promise<number> {
    return requireNumber(await this.call("LLEN", key));
  }

  async ltrim(key: string, start: number, end: number): Promise<string> {
    return requireText(await this.call("LTRIM", key, start, end)) ?? "";
  }

  async lpos(key: string, value: string): Promise<number | null> {
    const position = await this.call("LPOS", key, value);
    return position === null ? null : requireNumber(position);
  }

  async smembers(key: string): Promise<string[]> {
    return this.#listed("SMEMBERS", key);
  }

  async xadd(
    key: string,
    id: string,
    fields: Record<string, string | number>,
    { MAXLEN, approximate = true }: { MAXLEN?: number; approximate?: boolean } = {},
  ): Promise<string> {
    const trim = MAXLEN === undefined ? [] : ["MAXLEN", ...(approximate ? ["~"] : []), MAXLEN];
    return requireText(await this.call("XADD", key, ...trim, id, ...Object.entries(fields).flat())) ?? "";
  }

  async xread(
    streams: { key: string; id: string }[],
    { BLOCK, COUNT }: { BLOCK?: number; COUNT?: number } = {},
  ): Promise<RedisReply> {
    const options = [
      ...(COUNT === undefined ? [] : ["COUNT", COUNT]),
      ...(BLOCK === undefined ? [] : ["BLOCK", BLOCK]),
    ];
    return this.call("XREAD", ...options, "STREAMS", ...streams.map(({ key }) => key), ...streams.map(({ id }) => id));
  }

  async xtrim(
    key: string,
    strategy: "MAXLEN",
    threshold: number,
    { approximate = true }: { approximate?: boolean } = {},
  ): Promise<number> {
    return requireNumber(await this.call("XTRIM", key, strategy, ...(approximate ? ["~"] : []), threshold));
  }

  async bzpopmin(key: string, timeout: number): Promise<[key: string, member: string, score: string] | null> {
    const popped = await this.call("BZPOPMIN", key, timeout);
    if (popped === null) return null;
    const [from, member, score] = requireTexts(popped);
    return [from ?? "", member ?? "", score ?? ""];
  }

  async info(): Promise<string> {
    return requireText(await this.call("INFO")) ?? "";
  }

  async clientSetName(name: string): Promise<RedisReply> {
    return this.call("CLIENT", "SETNAME", name);
  }

  async clientList(): Promise<string> {
    return requireText(await this.call("CLIENT", "LIST")) ?? "";
  }

  async clientInfo(): Promise<string> {
    return requireText(await this.call("CLIENT", "INFO")) ?? "";
  }

  async scan(
    cursor: string | number,
    { MATCH, COUNT }: { MATCH?: string; COUNT?: number },
  ): Promise<[string, string[]]> {
    const options = [
      ...(MATCH === undefined ? [] : ["MATCH", MATCH]),
      ...(COUNT === undefined ? [] : ["COUNT", COUNT]),
    ];
    const reply = await this.call("SCAN", cursor, ...options);
    const [next = null, keys = null] = Array.isArray(reply) ? reply : [];
    return [requireText(next) ?? "0", requireTexts(keys).filter((key) => key !== null)];
  }

  scanStream({ match, count = 100 }: { match: string; count?: number }): Readable {
    const scan = this.scan.bind(this);
    return Readable.from(
      (async function* () {
        let cursor = "0";
        do {
          const [next, keys] = await scan(cursor, { MATCH: match, COUNT: count });
          cursor = next;
          yield keys;
        } while (cursor !== "0");
      })(),
    );
  }

  async #listed(...words: RedisWord[]): Promise<string[]> {
    return requireTexts(await this.call(...words)).filter((text) => text !== null);
  }
}

/** Arguments of a script as BullMQ gives them: one list, or one by one; what is missing is empty. */
function wordsOfArguments(given: unknown[]): RedisWord[] {
  const words: unknown[] = given.length === 1 && Array.isArray(given[0]) ? given[0] : given;
  return words.map((word) => (word instanceof Uint8Array ? word : String(word ?? "")));
}

function requireNumber(reply: RedisReply): number {
  if (typeof reply === "number") return reply;
  throw new RedisError("ERR a reply is no number");
}

function requireText(reply: RedisReply): string | null {
  if (reply === null || typeof reply === "string") return reply;
  throw new RedisError("ERR a reply is no text");
}

function requireTexts(reply: RedisReply): (string | null)[] {
  if (Array.isArray(reply)) return reply.map(requireText);
  throw new RedisError("ERR a reply is no list");
}
