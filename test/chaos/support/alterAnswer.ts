import type { Random } from "../../../src/learning/createRandom.ts";
import type { Fault } from "./Fault.ts";

/** The result as a faulty node gives it; undefined when this fault leaves this result alone. */
export function alterAnswer(fault: Fault, method: string, result: unknown, random: Random): unknown {
  switch (fault.kind) {
    case "missing-block":
      return isOneOf(method, [...BLOCKS, "eth_getTransactionReceipt"]) && result !== null ? null : undefined;
    case "truncated-logs":
      return alterLogs(method, result, 1, (logs) => logs.slice(0, random.integer(logs.length)));
    case "duplicated-logs":
      return alterLogs(method, result, 1, (logs) => {
        const at = random.integer(logs.length);
        return [...logs.slice(0, at), ...logs.slice(at, at + 1), ...logs.slice(at)];
      });
    case "reordered-logs":
      return alterLogs(method, result, 2, (logs) => logs.toReversed());
    case "wrong-log-data":
      return alterLogs(method, result, 1, (logs) => {
        const at = random.integer(logs.length);
        return logs.with(at, lieAbout(logs[at] as Log));
      });
    case "wrong-chain":
      return isOneOf(method, ["eth_chainId"]) ? toHex(fault.chainId) : undefined;
    case "wrong-block-hash":
      return isOneOf(method, BLOCKS) ? alterField(result, "hash", flipLastDigit) : undefined;
    case "wrong-timestamp":
      return isOneOf(method, BLOCKS)
        ? alterField(result, "timestamp", (timestamp) => toHex(Number(timestamp) + fault.seconds))
        : undefined;
    case "wrong-call-result":
      return isOneOf(method, ["eth_call"]) && typeof result === "string" && result.length > 2
        ? flipLastDigit(result)
        : undefined;
    case "wrong-receipt-status":
      return isOneOf(method, ["eth_getTransactionReceipt"])
        ? alterField(result, "status", (status) => (status === "0x1" ? "0x0" : "0x1"))
        : undefined;
    case "wrong-nonce":
      return isOneOf(method, ["eth_getTransactionCount"])
        ? toHex(Math.max(0, Number(result as string) + fault.by))
        : undefined;
    default:
      return undefined;
  }
}

const BLOCKS = ["eth_getBlockByNumber", "eth_getBlockByHash"];

type Log = { readonly data: string; readonly topics: readonly string[] };

function isOneOf(method: string, methods: readonly string[]): boolean {
  return methods.includes(method);
}

function alterLogs(
  method: string,
  result: unknown,
  least: number,
  alter: (logs: readonly unknown[]) => readonly unknown[],
): unknown {
  return method === "eth_getLogs" && Array.isArray(result) && result.length >= least ? alter(result) : undefined;
}

/** The event's own arguments differ; a log without data has them in its topics. */
function lieAbout(log: Log): Log {
  return log.data === "0x"
    ? { ...log, topics: log.topics.with(-1, flipLastDigit(log.topics.at(-1)!)) }
    : { ...log, data: flipLastDigit(log.data) };
}

function alterField(result: unknown, name: string, alter: (value: string) => string): unknown {
  if (typeof result !== "object" || result === null || !(name in result)) return undefined;
  return { ...result, [name]: alter((result as Record<string, string>)[name]!) };
}

function flipLastDigit(hex: string): string {
  return hex.slice(0, -1) + (Number.parseInt(hex.slice(-1), 16) ^ 1).toString(16);
}

function toHex(value: number): string {
  return `0x${value.toString(16)}`;
}
