import type { DatabaseSync } from "node:sqlite";
import type { Attempt, TrackedTransaction, TransactionStore } from "../../chain/TrackedTransaction.ts";
import { BaseError } from "../../errors/BaseError.ts";
import { transact } from "./openDatabase.ts";

type TransactionRow = {
  readonly nonce: number;
  readonly key: string | null;
  readonly recipient: string;
  readonly data: string;
  readonly gas: string;
  readonly valid_from: number;
  readonly valid_until: number;
  readonly displaced_at: number | null;
  readonly included_hash: string | null;
  readonly included_block: number | null;
  readonly is_success: number | null;
};

type AttemptRow = {
  readonly hash: string;
  readonly raw: string;
  readonly is_cancel: number;
  readonly signed_at: number;
  readonly max_fee: string;
  readonly max_priority_fee: string;
};

/** The own transactions in the database. */
export function createTransactionStore(database: DatabaseSync): TransactionStore {
  const selectOpen = database.prepare("SELECT * FROM transactions WHERE is_final = 0 ORDER BY nonce");
  const selectAttempts = database.prepare("SELECT * FROM attempts WHERE nonce = ? ORDER BY place");
  const selectLast = database.prepare("SELECT max(nonce) AS nonce FROM transactions");
  // What was included as a cancellation, failed, or gave its nonce to another is as if it had never been.
  const selectUnderWay = database.prepare(`
    SELECT 1 FROM transactions t LEFT JOIN attempts a ON a.hash = t.included_hash
    WHERE t.key = ?1 AND (
      (t.displaced_at IS NULL AND coalesce(t.is_success, 1) = 1 AND coalesce(a.is_cancel, 0) = 0)
      OR t.displaced_at > ?2 OR t.included_block > ?2)`);
  const countFailures = database.prepare("SELECT count(*) AS count FROM transactions WHERE key = ? AND is_success = 0");
  const selectHash = database.prepare("SELECT 1 FROM attempts WHERE hash = ?");
  const selectNonce = database.prepare("SELECT 1 FROM transactions WHERE nonce = ?");
  const insert = database.prepare(
    "INSERT INTO transactions (nonce, key, recipient, data, gas, valid_from, valid_until) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const insertAttempt = database.prepare(`
    INSERT INTO attempts (hash, nonce, place, raw, is_cancel, signed_at, max_fee, max_priority_fee)
    VALUES (?, ?, (SELECT count(*) FROM attempts WHERE nonce = ?), ?, ?, ?, ?, ?)`);
  const updateOutcome = database.prepare("UPDATE transactions SET is_success = ? WHERE nonce = ?");
  const updateDisplaced = database.prepare("UPDATE transactions SET displaced_at = ? WHERE nonce = ?");

  function writeAttempt(nonce: number, attempt: Attempt): void {
    const { hash, raw, isCancel, signedAt, maxFeePerGas, maxPriorityFeePerGas } = attempt;
    insertAttempt.run(
      hash,
      nonce,
      nonce,
      raw,
      Number(isCancel),
      signedAt,
      String(maxFeePerGas),
      String(maxPriorityFeePerGas),
    );
  }

  return {
    open: () =>
      (selectOpen.all() as TransactionRow[]).map((row) =>
        toTransaction(row, selectAttempts.all(row.nonce) as AttemptRow[]),
      ),
    lastNonce: () => (selectLast.get() as { nonce: number | null }).nonce ?? undefined,
    isUnderWay: (key, confirmedBlock) => selectUnderWay.get(key, confirmedBlock) !== undefined,
    failures: (key) => (countFailures.get(key) as { count: number }).count,
    has: (hash) => selectHash.get(hash) !== undefined,
    add({ nonce, key, to, data, gas, validFrom, validUntil }, attempt) {
      transact(database, () => {
        if (selectNonce.get(nonce) !== undefined) {
          throw new BaseError("NONCE_TAKEN", `Nonce ${nonce} has a transaction.`, {
            remedy: "Another process uses this state: stop it.",
          });
        }
        insert.run(nonce, key ?? null, to, data, String(gas), validFrom, validUntil);
        writeAttempt(nonce, attempt);
      });
    },
    addAttempt(nonce, attempt) {
      transact(database, () => {
        updateDisplaced.run(null, nonce);
        writeAttempt(nonce, attempt);
      });
    },
    setOutcome: (nonce, isSuccess) => void updateOutcome.run(Number(isSuccess), nonce),
    setDisplaced: (nonce, blockNumber) => void updateDisplaced.run(blockNumber, nonce),
  };
}

function toTransaction(row: TransactionRow, attempts: readonly AttemptRow[]): TrackedTransaction {
  const {
    nonce,
    key,
    recipient,
    data,
    gas,
    valid_from,
    valid_until,
    displaced_at,
    included_hash,
    included_block,
    is_success,
  } = row;
  return {
    nonce,
    key: key ?? undefined,
    to: recipient,
    data,
    gas: BigInt(gas),
    validFrom: valid_from,
    validUntil: valid_until,
    isDisplaced: displaced_at !== null,
    inclusion:
      included_hash === null || included_block === null
        ? undefined
        : {
            hash: included_hash,
            blockNumber: included_block,
            isSuccess: is_success === null ? undefined : is_success === 1,
          },
    attempts: attempts.map((attempt) => ({
      hash: attempt.hash,
      raw: attempt.raw,
      isCancel: attempt.is_cancel === 1,
      signedAt: attempt.signed_at,
      maxFeePerGas: BigInt(attempt.max_fee),
      maxPriorityFeePerGas: BigInt(attempt.max_priority_fee),
    })),
  };
}
