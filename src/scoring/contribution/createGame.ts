import type { CoalitionGame } from "./CoalitionGame.ts";

/** A game that evaluates `utilityOf` once per coalition, counts it and remembers the result. */
export function createGame(players: number, utilityOf: (members: Uint8Array) => number): CoalitionGame {
  const known = new Map<string, number>();
  return {
    players,
    utility(members) {
      const key = keyOf(members);
      let utility = known.get(key);
      if (utility === undefined) {
        utility = utilityOf(members);
        known.set(key, utility);
      }
      return utility;
    },
    get evaluations() {
      return known.size;
    },
  };
}

/** The coalition as text, 16 players per character. */
function keyOf(members: Uint8Array): string {
  let key = "";
  for (let start = 0; start < members.length; start += 16) {
    let word = 0;
    for (let i = start; i < Math.min(start + 16, members.length); i++) word = (word << 1) | (members[i] as number);
    key += String.fromCharCode(word);
  }
  return key;
}
