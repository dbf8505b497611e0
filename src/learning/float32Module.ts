/**
 * The bytes of a WebAssembly module with one function "f", which adds a matrix product in memory "k"."m" (WebAssembly
 * Core Specification 2.0, chapter 5): out += a · b, all float32, addresses and strides in bytes, columns of `out` and `b`
 * next to each other. It works on blocks of 4 rows and 8 columns; `rows` and `columns` are multiples of these.
 */
export function float32Module(): Uint8Array {
  const locals = [2, 8, I32, 11, V128];
  const body = [...locals, ...code(), 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 10, ...Array<number>(10).fill(I32), 0]),
    ...section(2, [1, 1, 0x6b, 1, 0x6d, 0x02, 0x00, 0x00]),
    ...section(3, [1, 0]),
    ...section(7, [1, 1, 0x66, 0x00, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

const [OUT, OUT_STRIDE, A, A_STRIDE, A_STEP, B, B_STEP, ROWS, COLUMNS, DEPTH] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const [COLUMN, K, B_AT, A_AT, OUT_AT, SUM, LEFT, RIGHT, FACTOR] = [10, 11, 12, 13, 17, 18, 26, 27, 28];
const I32 = 0x7f;
const V128 = 0x7b;

const get = (local: number) => [0x20, local];
const set = (local: number, value: readonly number[]) => [...value, 0x21, local];
const add = (a: readonly number[], b: readonly number[]) => [...a, ...b, 0x6a];
const times = (a: readonly number[], power: number) => [...a, 0x41, power, 0x74];
const load = (address: readonly number[], offset: number) => [...address, 0xfd, 0x00, 0x02, offset];
const loadSplat = (address: readonly number[]) => [...address, 0xfd, 0x09, 0x02, 0x00];
const store = (address: readonly number[], offset: number, value: readonly number[]) => [
  ...address,
  ...value,
  0xfd,
  0x0b,
  0x02,
  offset,
];
const addVectors = (a: readonly number[], b: readonly number[]) => [...a, ...b, 0xfd, 0xe4, 0x01];
const multiplyVectors = (a: readonly number[], b: readonly number[]) => [...a, ...b, 0xfd, 0xe6, 0x01];
/** Repeats `body` while `condition` holds at its end. */
const repeat = (body: readonly number[], condition: readonly number[]) => [
  0x03,
  0x40,
  ...body,
  ...condition,
  0x0d,
  0x00,
  0x0b,
];
const isBelow = (a: readonly number[], b: readonly number[]) => [...a, ...b, 0x49];

/** The three loops: 4 rows, 8 columns, and inside them the depth, with the 4 × 8 sums in eight vector registers. */
function code(): number[] {
  const four = [0, 1, 2, 3];
  const eachSum = (emit: (row: number, half: number, sum: number) => readonly number[]) =>
    four.flatMap((row) => [0, 1].flatMap((half) => emit(row, half, SUM + 2 * row + half)));
  const products = four.flatMap((row) => [
    ...set(FACTOR, loadSplat(get(A_AT + row))),
    ...set(SUM + 2 * row, addVectors(get(SUM + 2 * row), multiplyVectors(get(FACTOR), get(LEFT)))),
    ...set(SUM + 2 * row + 1, addVectors(get(SUM + 2 * row + 1), multiplyVectors(get(FACTOR), get(RIGHT)))),
    ...set(A_AT + row, add(get(A_AT + row), get(A_STEP))),
  ]);
  const depthLoop = repeat(
    [
      ...set(LEFT, load(get(B_AT), 0)),
      ...set(RIGHT, load(get(B_AT), 16)),
      ...products,
      ...set(B_AT, add(get(B_AT), get(B_STEP))),
      ...set(K, add(get(K), [0x41, 0x01])),
    ],
    isBelow(get(K), get(DEPTH)),
  );
  const nextOut = set(OUT_AT, add(get(OUT_AT), get(OUT_STRIDE)));
  const outStart = set(OUT_AT, add(get(OUT), times(get(COLUMN), 2)));
  const eachOut = (emit: (half: number, sum: number) => readonly number[]) => [
    ...outStart,
    ...eachSum((_, half, sum) => [...emit(half, sum), ...(half === 1 ? nextOut : [])]),
  ];
  const columnLoop = repeat(
    [
      ...eachOut((half, sum) => set(sum, load(get(OUT_AT), 16 * half))),
      ...set(A_AT, get(A)),
      ...[1, 2, 3].flatMap((row) => set(A_AT + row, add(get(A_AT + row - 1), get(A_STRIDE)))),
      ...set(B_AT, add(get(B), times(get(COLUMN), 2))),
      ...set(K, [0x41, 0x00]),
      ...depthLoop,
      ...eachOut((half, sum) => store(get(OUT_AT), 16 * half, get(sum))),
      ...set(COLUMN, add(get(COLUMN), [0x41, 8])),
    ],
    isBelow(get(COLUMN), get(COLUMNS)),
  );
  return repeat(
    [
      ...set(COLUMN, [0x41, 0x00]),
      ...columnLoop,
      ...set(OUT, add(get(OUT), times(get(OUT_STRIDE), 2))),
      ...set(A, add(get(A), times(get(A_STRIDE), 2))),
      ...set(ROWS, [...get(ROWS), 0x41, 4, 0x6b]),
    ],
    get(ROWS),
  );
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/** LEB128 of a number below 2^14. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, value >> 7];
}
