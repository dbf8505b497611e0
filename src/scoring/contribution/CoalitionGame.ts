/** A cooperative game: what every coalition of contributors is worth. */
export type CoalitionGame = {
  readonly players: number;
  /** U(S) in nats: `members[i]` is 1 when player i is in S, else 0. Depends on S alone, never on what was asked before. */
  utility(members: Uint8Array): number;
  /** Different coalitions evaluated so far; each is evaluated once and then remembered. */
  readonly evaluations: number;
};
