import { canonicalJson, type JsonValue } from "../storage/canonicalJson.ts";
import type { RpcAnswer } from "./Endpoint.ts";

/** What of an answer every client spells the same way. The rest, the size of a block for one, differs between clients. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  eth_getBlockByNumber: ["number", "hash", "parentHash", "timestamp", "logsBloom", "baseFeePerGas", "transactions"],
  eth_getTransactionReceipt: ["transactionHash", "blockHash", "blockNumber", "status", "gasUsed"],
  eth_getTransactionByHash: ["hash", "blockHash", "blockNumber", "from", "to", "nonce", "input", "value"],
  eth_getLogs: [
    "address",
    "topics",
    "data",
    "blockHash",
    "blockNumber",
    "transactionHash",
    "transactionIndex",
    "logIndex",
  ],
};

/** Refusals that say something about the chain: a call reverted. Every other refusal says something about the node. */
const REVERTED = 3;

/** What two nodes must say alike to agree, as text; undefined for an answer that says nothing about the chain. */
export function canonicalAnswer(method: string, answer: RpcAnswer): string | undefined {
  if ("error" in answer) {
    const data = revertData(answer.error);
    return data === undefined ? undefined : `reverted ${data}`;
  }
  const fields = FIELDS[method];
  const { result } = answer;
  if (fields === undefined) return canonicalJson(lowerCased(result));
  return canonicalJson(Array.isArray(result) ? result.map((item) => pick(item, fields)) : pick(result, fields));
}

/** The data that a call reverted with, `0x` when the node gives none. */
export function revertData({
  code,
  message,
  data,
}: {
  code: number;
  message: string;
  data?: unknown;
}): string | undefined {
  const inner = typeof data === "object" && data !== null && "data" in data ? data.data : data;
  if (typeof inner === "string" && /^0x([0-9a-f]{2})*$/i.test(inner)) return inner.toLowerCase();
  return code === REVERTED || message.toLowerCase().includes("revert") ? "0x" : undefined;
}

function pick(value: unknown, fields: readonly string[]): JsonValue {
  if (typeof value !== "object" || value === null) return null;
  const record = value as Record<string, unknown>;
  return Object.fromEntries(fields.map((field) => [field, lowerCased(record[field] ?? null)]));
}

/** Nodes differ in the case of hexadecimal digits. */
function lowerCased(value: unknown): JsonValue {
  if (typeof value === "string") return value.toLowerCase();
  if (Array.isArray(value)) return value.map(lowerCased);
  // What came out of JSON.parse is a JSON value.
  return value as JsonValue;
}
