/** 2^-126, the least normal float32. A smaller scale would lose bits of its own, so such values are sent as zeros. */
export const LEAST_SCALE = 1.1754943508222875e-38;
