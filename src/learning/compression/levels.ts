/** The levels that a value of a few bits can take, as multiples of its scale: −most, −most + step, … most. */
export type Levels = { readonly most: number; readonly step: number };

/** 2 bits: ±1 and ±3 scales. 8 bits: −127 to 127 scales. */
export const levels: Readonly<Record<2 | 8, Levels>> = { 2: { most: 3, step: 2 }, 8: { most: 127, step: 1 } };
