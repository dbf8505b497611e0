import { divide, exactly, multiply, ONE, PLACES, shift, toFixedPoint } from "./FixedPoint.ts";

/** value / 2^PLACES · 2^exponent: a true value to some 200 bits. */
export type Precise = { readonly value: bigint; readonly exponent: bigint };

/** ln 2 = 2 artanh(1/3). */
const LN2 = 2n * artanh(ONE / 3n);

/** e^x: x is reduced by multiples of ln 2, then the Taylor series until its terms vanish. */
export function preciseExp(x: number): Precise {
  const fixed = toFixedPoint(x);
  const exponent = fixed / LN2;
  return { value: taylor(fixed - exponent * LN2), exponent };
}

/** ln x = ln m + e ln 2 with x = m · 2^e and m in [1, 2). */
export function preciseLog(x: number): Precise {
  const { mantissa, exponent } = exactly(x);
  const bits = BigInt(mantissa.toString(2).length - 1);
  const m = shift(mantissa, PLACES - bits);
  return { value: 2n * artanh(divide(m - ONE, m + ONE)) + (exponent + bits) * LN2, exponent: 0n };
}

/** tanh x = (e^2x − 1)/(e^2x + 1), for |x| below 60. */
export function preciseTanh(x: number): Precise {
  const { value, exponent } = preciseExp(2 * x);
  const e = shift(value, exponent);
  return { value: divide(e - ONE, e + ONE), exponent: 0n };
}

/** |computed − true| in units in the last place of a double of the true value's size. */
export function ulpsFrom(computed: number, { value, exponent }: Precise): number {
  if (value === 0n) return computed === 0 ? 0 : Infinity;
  const magnitude = value < 0n ? -value : value;
  const leading = BigInt(magnitude.toString(2).length) - 1n - PLACES + exponent;
  const ulp = leading - 52n < -1074n ? -1074n : leading - 52n;
  const { mantissa, exponent: computedExponent } = exactly(computed);
  // Both in units of 2^(ulp − 100).
  const difference = shift(value, exponent - PLACES - ulp + 100n) - shift(mantissa, computedExponent - ulp + 100n);
  return Number(difference < 0n ? -difference : difference) / 2 ** 100;
}

function taylor(x: bigint): bigint {
  let sum = ONE;
  let term = ONE;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = multiply(term, x) / n;
    sum += term;
  }
  return sum;
}

function artanh(s: bigint): bigint {
  const square = multiply(s, s);
  let sum = 0n;
  let power = s;
  for (let odd = 1n; power !== 0n && power !== -1n; odd += 2n) {
    sum += power / odd;
    power = multiply(power, square);
  }
  return sum;
}
