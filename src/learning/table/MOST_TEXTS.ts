/** A text column with more distinct values than this is no category: names, addresses, identifiers. */
export const MOST_TEXTS = 40;
