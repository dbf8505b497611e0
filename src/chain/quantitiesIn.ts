import type { RpcAnswer } from "./Endpoint.ts";

const QUANTITY = /^0x[0-9a-f]{1,64}$/i;

/** The quantities among the nodes' own answers, smallest first. What is none is left out: one faulty node must not hold up the others. */
export function quantitiesIn(answers: readonly { readonly answer: RpcAnswer }[]): bigint[] {
  return answers
    .flatMap(({ answer }) => {
      const result = "result" in answer ? answer.result : undefined;
      return typeof result === "string" && QUANTITY.test(result) ? [BigInt(result)] : [];
    })
    .sort((a, b) => (a < b ? -1 : 1));
}
