import type { Quorum } from "../../src/chain/createQuorum.ts";
import type { RpcAnswer, RpcCall } from "../../src/chain/Endpoint.ts";
import { quantitiesIn } from "../../src/chain/quantitiesIn.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";

/**
 * The middle one of the nodes' own quantities, of two the smaller. Where most nodes are right it lies between what right ones
 * say, so that no single one decides what is paid.
 * @throws RetryableError `QUORUM_MISSED` when too few nodes say one.
 */
export async function medianOf(
  quorum: Quorum,
  call: RpcCall,
  read: (answer: RpcAnswer) => RpcAnswer = (answer) => answer,
): Promise<bigint> {
  const answers = await quorum.askEach(call);
  const quantities = quantitiesIn(answers.map(({ answer }) => ({ answer: read(answer) })));
  if (quantities.length >= quorum.needed) return quantities[Math.floor((quantities.length - 1) / 2)]!;
  throw new RetryableError(
    "QUORUM_MISSED",
    `Of ${quorum.endpoints.length} nodes ${quantities.length} answer ${call.method} with a number; ${quorum.needed} must.`,
    { remedy: "Check that the nodes run and can be reached." },
  );
}
