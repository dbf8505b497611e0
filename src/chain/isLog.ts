const HEX = /^0x([0-9a-f]{2})*$/i;
const WORD = /^0x[0-9a-f]{64}$/i;
const ADDRESS = /^0x[0-9a-f]{40}$/i;
const QUANTITY = /^0x[0-9a-f]{1,13}$/i;
const MOST_TOPICS = 4;

/** One entry of a node's answer to `eth_getLogs`, in the form that the specification gives it. */
export type RpcLog = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly transactionIndex: string;
  readonly logIndex: string;
};

/** Whether a node's answer has the form of an event that is in a block. */
export function isLog(answer: unknown): answer is RpcLog {
  if (typeof answer !== "object" || answer === null) return false;
  const log = answer as Readonly<Record<string, unknown>>;
  const { topics } = log;
  return (
    isText(log.address, ADDRESS) &&
    isText(log.data, HEX) &&
    [log.blockHash, log.transactionHash].every((hash) => isText(hash, WORD)) &&
    [log.blockNumber, log.transactionIndex, log.logIndex].every((number) => isText(number, QUANTITY)) &&
    Array.isArray(topics) &&
    topics.length <= MOST_TOPICS &&
    topics.every((topic) => isText(topic, WORD))
  );
}

function isText(value: unknown, form: RegExp): boolean {
  return typeof value === "string" && form.test(value);
}
