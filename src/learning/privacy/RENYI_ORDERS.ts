/** The orders at which privacy loss is added up: all of 2 … 256, then three for plans that give away very little. */
export const RENYI_ORDERS: readonly number[] = [...Array.from({ length: 255 }, (_, i) => i + 2), 320, 512, 1024];
