import { Transaction, toQuantity } from "ethers";
import type { TransactionSigner } from "../../chain/TransactionSigner.ts";
import { RetryableError } from "../../errors/RetryableError.ts";
import { completeTransaction } from "./completeTransaction.ts";
import { KeyError } from "./KeyError.ts";

export type CreateRemoteSignerParameters = {
  readonly url: string;
  /** `eth_signTransaction` (Web3Signer, geth), or `account_signTransaction` (Clef). */
  readonly method: string;
  /** The account, EIP-55. */
  readonly address: string;
  /** A remote signer does not give its key, so secrets come from another. */
  readonly deriveSecret: TransactionSigner["deriveSecret"];
  readonly request: typeof fetch;
};

const TIMEOUT_MILLISECONDS = 10_000;
/** A transaction has 128 KiB at most, twice that in hexadecimal; Clef sends it beside the raw bytes once more. */
const MOST_CHARACTERS = 1024 * 1024;
/** Everything that a transaction of type 2 says. */
const COMPARED = [
  "type",
  "chainId",
  "nonce",
  "to",
  "value",
  "data",
  "gasLimit",
  "maxFeePerGas",
  "maxPriorityFeePerGas",
  "accessList",
] as const;

/**
 * A signer behind JSON-RPC. What it returns is decoded and compared with what was asked, field by field, before it is believed.
 * `sign` throws RetryableError `SIGNER_UNREACHABLE`, KeyError `SIGNER_REFUSED`, and KeyError `SIGNER_ALTERED` naming the field.
 */
export function createRemoteSigner(parameters: CreateRemoteSignerParameters): TransactionSigner {
  const { url, method, address, deriveSecret, request } = parameters;
  const host = new URL(url).host;

  return {
    address,
    deriveSecret,
    async sign(transaction) {
      const asked = completeTransaction(transaction, address);
      const body = { jsonrpc: "2.0", id: 1, method, params: [callOf(asked, address)] };
      const raw = rawIn(await post(body), host);
      requireSame(asked, decode(raw, host), address, host);
      return raw;
    },
  };

  async function post(body: unknown): Promise<unknown> {
    try {
      const response = await request(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      });
      return JSON.parse(await readText(response));
    } catch (cause) {
      throw new RetryableError("SIGNER_UNREACHABLE", `The signer at ${host} does not answer.`, {
        remedy: "Check that it runs, that this host may ask it, and that it answers JSON-RPC.",
        cause,
      });
    }
  }
}

async function readText(response: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MOST_CHARACTERS) throw new Error(`more than ${MOST_CHARACTERS} characters`);
  }
  return text + decoder.decode();
}

function callOf(asked: Transaction, address: string): Readonly<Record<string, unknown>> {
  return {
    from: address,
    to: asked.to,
    gas: toQuantity(asked.gasLimit),
    maxFeePerGas: toQuantity(asked.maxFeePerGas!),
    maxPriorityFeePerGas: toQuantity(asked.maxPriorityFeePerGas!),
    value: toQuantity(asked.value),
    nonce: toQuantity(asked.nonce),
    data: asked.data,
    accessList: asked.accessList ?? [],
    chainId: toQuantity(asked.chainId),
  };
}

/** Web3Signer answers with the raw transaction, Clef and geth with an object that holds it. */
function rawIn(answer: unknown, host: string): string {
  const { result, error } = (answer ?? {}) as { result?: unknown; error?: { message?: unknown } | null };
  if (error !== undefined && error !== null) {
    throw new KeyError(
      "SIGNER_REFUSED",
      `The signer at ${host} refuses: ${String(error.message).slice(0, 200)}.`,
      "Check that it holds the key of this address, and what its rules allow.",
    );
  }
  const raw = typeof result === "object" && result !== null ? (result as { raw?: unknown }).raw : result;
  return typeof raw === "string" ? raw : "";
}

function decode(raw: string, host: string): Transaction {
  try {
    return Transaction.from(raw);
  } catch {
    throw altered(host, "it is no transaction");
  }
}

function requireSame(asked: Transaction, signed: Transaction, address: string, host: string): void {
  for (const field of COMPARED) {
    const [wanted, got] = [wordOf(asked[field]), wordOf(signed[field])];
    if (wanted !== got) throw altered(host, `its ${field} is ${clip(got)}, and ${clip(wanted)} was asked for`);
  }
  if (signed.from !== address) throw altered(host, `it is signed by ${signed.from ?? "nobody"}, not ${address}`);
}

function wordOf(value: unknown): string {
  return typeof value === "string"
    ? value.toLowerCase()
    : JSON.stringify(value, (_, x) => (typeof x === "bigint" ? String(x) : x));
}

function clip(word: string): string {
  return word.length > 80 ? `${word.slice(0, 80)}…` : word;
}

function altered(host: string, what: string): KeyError {
  return new KeyError(
    "SIGNER_ALTERED",
    `The signer at ${host} did not sign what it was asked to: ${what}.`,
    "Nothing was sent. Find out who changed it before this service signs again.",
  );
}
