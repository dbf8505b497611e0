import type { CoalitionGame } from "./CoalitionGame.ts";

/**
 * What each player adds when players join in the given order: U(before ∪ i) − U(before), by player, in nats.
 * Once the utility is within `tolerance` nats of U(N), the rest of the order adds 0 and is not evaluated (truncated
 * Monte Carlo, Ghorbani and Zou 2019); at 0 nothing is truncated and the marginals sum to the gain.
 */
export function permutationMarginals(
  game: CoalitionGame,
  order: Uint32Array,
  { tolerance }: { readonly tolerance: number },
): Float64Array {
  const marginals = new Float64Array(game.players);
  const whole = game.utility(new Uint8Array(game.players).fill(1));
  const members = new Uint8Array(game.players);
  let reached = game.utility(members);
  for (const player of order) {
    if (Math.abs(whole - reached) < tolerance) break;
    members[player] = 1;
    const next = game.utility(members);
    marginals[player] = next - reached;
    reached = next;
  }
  return marginals;
}
