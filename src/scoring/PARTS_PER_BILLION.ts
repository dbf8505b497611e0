/** The whole of a pot: scores are integers in parts per billion of it. */
export const PARTS_PER_BILLION = 1_000_000_000;
