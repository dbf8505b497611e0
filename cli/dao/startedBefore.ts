import { proposalState } from "../../src/governance/proposalState.ts";
import type { Row } from "../../src/indexing/tables.ts";
import type { Indexed } from "../Context.ts";

/** Voting lasts 30 days at most, and few proposals run at once. */
const MOST_LOOKED_AT = 100;

/** The proposals that can be voted on now: votes that move from now on do not count in them. */
export async function startedBefore({ index, client, now }: Indexed): Promise<Row<"proposal">[]> {
  const recent = index.rows("proposal", { orderBy: "number", descending: true, limit: MOST_LOOKED_AT });
  const open = recent.filter(({ voteStart, voteEnd, canceledAt }) => {
    return voteStart <= now && now <= voteEnd && canceledAt === null;
  });
  const states = await Promise.all(open.map(({ id }) => proposalState(client, { proposalId: id })));
  return open.filter((_, k) => states[k] === "Active" || states[k] === "Pending");
}
