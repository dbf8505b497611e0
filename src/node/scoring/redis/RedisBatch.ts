import type { IRedisTransaction } from "bullmq";
import type { RedisWord } from "./encodeCommand.ts";
import { RedisError, type RedisReply } from "./RedisReply.ts";
import { toRecord } from "./toRecord.ts";

type Command = { readonly words: readonly RedisWord[]; readonly read: (reply: RedisReply) => unknown };

/** Commands that Redis carries out one after the other, with none of another client between them. */
export class RedisBatch implements IRedisTransaction {
  readonly #call: (words: readonly RedisWord[]) => Promise<RedisReply>;
  /** The words that run a script with its arguments. */
  readonly #evaluate: (name: string, given: unknown[]) => RedisWord[];
  readonly #commands: Command[] = [];

  constructor(
    call: (words: readonly RedisWord[]) => Promise<RedisReply>,
    evaluate: (name: string, given: unknown[]) => RedisWord[],
  ) {
    this.#call = call;
    this.#evaluate = evaluate;
  }

  hgetall(key: string): this {
    return this.#add(["HGETALL", key], toRecord);
  }

  hset(key: string, data: Record<string, string | number>): this {
    return this.#add(["HSET", key, ...Object.entries(data).flat()]);
  }

  hscan(key: string, cursor: string | number, options?: { COUNT?: number }): this {
    return this.#add(["HSCAN", key, cursor, ...countOf(options)]);
  }

  smembers(key: string): this {
    return this.#add(["SMEMBERS", key]);
  }

  sscan(key: string, cursor: string | number, options?: { COUNT?: number }): this {
    return this.#add(["SSCAN", key, cursor, ...countOf(options)]);
  }

  zrange(key: string, start: number, end: number): this {
    return this.#add(["ZRANGE", key, start, end]);
  }

  lrange(key: string, start: number, end: number): this {
    return this.#add(["LRANGE", key, start, end]);
  }

  llen(key: string): this {
    return this.#add(["LLEN", key]);
  }

  del(...keys: string[]): this {
    return this.#add(["DEL", ...keys]);
  }

  runCommand(name: string, given: unknown[]): this {
    return this.#add(this.#evaluate(name, given));
  }

  /**
   * Sends everything and resolves to an error or a reply per command.
   * @throws RedisError when Redis refuses the whole batch, Error `Connection is closed.`.
   */
  async exec(): Promise<[Error | null, unknown][]> {
    const sent = [["MULTI"], ...this.#commands.map(({ words }) => words), ["EXEC"]].map(this.#call);
    // A command that is refused when it is queued makes EXEC fail, and that is the error to throw.
    const replies = (await Promise.allSettled(sent)).at(-1);
    if (replies?.status !== "fulfilled") throw replies?.reason;
    const listed = Array.isArray(replies.value) ? replies.value : [];
    return this.#commands.map(({ read }, k) => {
      const reply = listed[k] ?? null;
      return reply instanceof RedisError ? [reply, undefined] : [null, read(reply)];
    });
  }

  #add(words: readonly RedisWord[], read: Command["read"] = (reply) => reply): this {
    this.#commands.push({ words, read });
    return this;
  }
}

function countOf(options: { COUNT?: number } | undefined): RedisWord[] {
  return options?.COUNT === undefined ? [] : ["COUNT", options.COUNT];
}
