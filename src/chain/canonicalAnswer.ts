import { canonicalJson, type JsonValue } from "../storage/canonicalJson.ts";
import type { RpcAnswer } from "./Endpoint.ts";

/** What of an answer every client spells the same way. The rest, the size of a block for one, differs between clients. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  eth_getBlockByNumber: ["number", "hash", "parentHash", "timestamp", "logsBloom", "baseFeePerGas", "transactions"],
  eth_getTransactionReceipt: ["transactionHash", "blockHash", "blockNumber", "status", "gasUsed"],
  eth_getTransactionByHash: [
    ...[
      "hash",
      "blockHash",
      "blockNumber",
      "transactionIndex",
      "type",
      "chainId",
      "from",
      "to",
      "nonce",
      "input",
      "value",
    ],
    ...["gas", "v", "r", "s"],
  ],
  eth_getLogs: [
    ...["address", "topics", "data", "blockHash", "blockNumber", "transactionHash", "transactionIndex", "logIndex"],
  ],
};
/** Numbers that some clients write with leading zeros. */
const NUMBERS = new Set(["v", "r", "s"]);
/** Refusals that say something about the chain: a call reverted. Every other refusal says something about the node. */
const REVERTED = 3;

/** What an answer says of the chain. */
export type CanonicalAnswer = {
  /** Two nodes agree when these are equal. */
  readonly text: string;
  /** The answer without what was not compared: nothing else of it may be believed. */
  readonly answer:
    | { readonly result: JsonValue }
    | { readonly error: { readonly message: string; readonly data: string } };
};

/**
 * What two nodes must say alike to agree; undefined for an answer that says nothing about the chain.
 * @throws RangeError and others for answers of no sensible form.
 */
export function canonicalAnswer(method: string, answer: RpcAnswer): CanonicalAnswer | undefined {
  if ("error" in answer) {
    const data = revertData(answer.error);
    if (data === undefined) return undefined;
    return { text: `reverted ${data}`, answer: { error: { message: `${method} reverts`, data } } };
  }
  const fields = FIELDS[method];
  const { result } = answer;
  const picked = (value: unknown) => (fields === undefined ? lowerCased(value) : pick(value, fields));
  const value = fields !== undefined && Array.isArray(result) ? result.map(picked) : picked(result);
  return { text: canonicalJson(value), answer: { result: value } };
}

/** The data that a call reverted with, `0x` when the node gives none; undefined for any other refusal. */
export function revertData(error: {
  readonly code: number;
  readonly message?: unknown;
  readonly data?: unknown;
}): string | undefined {
  const { code, message, data } = error;
  const inner = typeof data === "object" && data !== null && "data" in data ? data.data : data;
  if (typeof inner === "string" && /^0x([0-9a-f]{2})*$/i.test(inner)) return inner.toLowerCase();
  return code === REVERTED || String(message).toLowerCase().includes("revert") ? "0x" : undefined;
}

function pick(value: unknown, fields: readonly string[]): JsonValue {
  if (typeof value !== "object" || value === null) return null;
  const record = value as Record<string, unknown>;
  return Object.fromEntries(
    fields.map((field) => {
      const given = lowerCased(record[field] ?? null);
      return [field, NUMBERS.has(field) && typeof given === "string" ? `0x${BigInt(given).toString(16)}` : given];
    }),
  );
}

/** Nodes differ in the case of hexadecimal digits. */
function lowerCased(value: unknown): JsonValue {
  if (typeof value === "string") return value.toLowerCase();
  if (Array.isArray(value)) return value.map(lowerCased);
  // What came out of JSON.parse is a JSON value.
  return value as JsonValue;
}
