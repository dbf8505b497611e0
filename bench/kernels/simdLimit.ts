declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> };
};

const CHAINS = 7;
const LANES = 4;
/** Multiply-adds of float32 per turn. */
export const SIMD_CHAINS = CHAINS * LANES;

/**
 * Like `scalarLimit`, on vectors of four float32: a WebAssembly function of `turns` that does nothing but p = p · p
 * and s = s + p on seven vectors each, in registers. The most that non-relaxed SIMD128 can do on this core.
 */
export function simdLimit(): (turns: number) => number {
  const each = Array.from({ length: CHAINS }, (_, i) => 1 + i);
  const body = [
    ...[1, 2 * CHAINS, 0x7b],
    ...[0x03, 0x40],
    // Locals are zero at first and stay zero, which takes the same time as other numbers that are not subnormal.
    ...each.flatMap((p) => [0x20, p, 0x20, p, 0xfd, 0xe6, 0x01, 0x21, p]),
    ...each.flatMap((p) => [0x20, p + CHAINS, 0x20, p, 0xfd, 0xe4, 0x01, 0x21, p + CHAINS]),
    ...[0x20, 0x00, 0x41, 0x01, 0x6b, 0x22, 0x00, 0x0d, 0x00, 0x0b],
    // What is not returned would not be computed: the first number of the sum of all.
    ...[0x20, 1, ...each.flatMap((p) => [0x20, p + CHAINS, 0xfd, 0xe4, 0x01]), 0xfd, 0x1f, 0x00, 0x0b],
  ];
  const size = [(body.length & 127) | 128, body.length >> 7];
  const content = [1, ...size, ...body];
  const module = new WebAssembly.Module(
    Uint8Array.from([
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...[1, 6, 1, 0x60, 1, 0x7f, 1, 0x7d],
      ...[3, 2, 1, 0],
      ...[7, 5, 1, 1, 0x66, 0x00, 0],
      ...[10, (content.length & 127) | 128, content.length >> 7, ...content],
    ]),
  );
  return new WebAssembly.Instance(module).exports.f as (turns: number) => number;
}
