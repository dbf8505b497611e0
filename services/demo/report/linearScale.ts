export type LinearScaleParameters = {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
};

/** Maps [from, to] to [start, end] in a straight line; a domain without width maps to the start. */
export function linearScale({ from, to, start, end }: LinearScaleParameters): (value: number) => number {
  return (value) => (to === from ? start : start + ((value - from) / (to - from)) * (end - start));
}
