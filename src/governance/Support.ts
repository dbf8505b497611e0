/** A vote. */
export const Support = { Against: 0, For: 1, Abstain: 2 } as const;
export type Support = (typeof Support)[keyof typeof Support];
