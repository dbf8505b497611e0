/**
 * Chunks that share one scale: layers differ in magnitude, so one scale for all would drown the quiet ones, and one per
 * chunk would cost as much as the values.
 */
export const CHUNKS_PER_SCALE = 16;
