/** Rows per pass: enough to read each weight once for many, few enough that buffers stay within a core's cache. */
export const MOST_PASS_ROWS = 64;
