/** A header above 1 MiB is refused before it is parsed. */
export const MOST_HEADER_BYTES = 1 << 20;
