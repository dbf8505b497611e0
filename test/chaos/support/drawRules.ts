import type { Random } from "../../../src/learning/createRandom.ts";
import type { FaultRule } from "./Fault.ts";

/** What goes wrong at an endpoint for a while: it is slow, breaks off, lags or forgets; a liar says what is not so as well. */
export function drawRules(random: Random, isLiar: boolean): FaultRule[] {
  const sometimes = (most: number) => most * random.uniform();
  const isOften = () => random.uniform() < 0.4;
  const rules: FaultRule[] = [];
  if (isOften())
    rules.push({ kind: "latency", milliseconds: [0, 20 + random.integer(60)], probability: sometimes(0.5) });
  if (isOften()) rules.push({ kind: "drop", probability: sometimes(0.4) });
  if (isOften()) rules.push({ kind: "cut", probability: sometimes(0.3) });
  if (isOften()) rules.push({ kind: "too-many-requests", probability: sometimes(0.4) });
  if (isOften()) rules.push({ kind: "server-error", probability: sometimes(0.3) });
  if (isOften()) rules.push({ kind: "garbage", probability: sometimes(0.3) });
  if (isOften()) rules.push({ kind: "stale", blocks: 1 + random.integer(12), probability: sometimes(0.8) });
  if (isOften()) rules.push({ kind: "missing-block", probability: sometimes(0.4) });
  if (isOften()) rules.push({ kind: "swallowed-transaction", probability: sometimes(1) });
  if (isOften())
    rules.push({ kind: "delayed-transaction", milliseconds: random.integer(300), probability: sometimes(0.5) });
  if (random.uniform() < 0.1) rules.push({ kind: "drop", probability: 1 });
  if (!isLiar) return rules;
  if (isOften()) rules.push({ kind: "truncated-logs", probability: sometimes(1) });
  if (isOften()) rules.push({ kind: "duplicated-logs", probability: sometimes(1) });
  if (isOften()) rules.push({ kind: "reordered-logs", probability: sometimes(1) });
  if (isOften()) rules.push({ kind: "wrong-log-data", probability: sometimes(1) });
  if (isOften()) rules.push({ kind: "wrong-block-hash", probability: sometimes(1) });
  if (isOften()) rules.push({ kind: "wrong-timestamp", seconds: random.integer(5_000), probability: sometimes(1) });
  if (isOften()) rules.push({ kind: "wrong-call-result", probability: sometimes(1) });
  if (isOften()) rules.push({ kind: "wrong-receipt-status", probability: sometimes(1) });
  if (isOften()) rules.push({ kind: "wrong-nonce", by: 1 + random.integer(3), probability: sometimes(1) });
  if (isOften()) rules.push({ kind: "wrong-chain", chainId: 1, probability: sometimes(1) });
  return rules;
}
