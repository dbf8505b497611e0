/** Binary places of every fixed-point BigInt in this folder: an integer v stands for v / 2^PLACES. */
export const PLACES = 320n;
export const ONE = 1n << PLACES;

const view = new DataView(new ArrayBuffer(8));

/** A finite double as mantissa · 2^exponent, exactly. */
export function exactly(x: number): { readonly mantissa: bigint; readonly exponent: bigint } {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0n ? fraction : fraction | (1n << 52n);
  return { mantissa: bits >> 63n ? -mantissa : mantissa, exponent: (biased === 0n ? 1n : biased) - 1075n };
}

export function shift(value: bigint, places: bigint): bigint {
  return places >= 0n ? value << places : value >> -places;
}

/** The double in fixed point, cut after PLACES binary places. */
export function toFixedPoint(x: number): bigint {
  const { mantissa, exponent } = exactly(x);
  return shift(mantissa, exponent + PLACES);
}

export function multiply(a: bigint, b: bigint): bigint {
  return (a * b) >> PLACES;
}

export function divide(a: bigint, b: bigint): bigint {
  return (a << PLACES) / b;
}
