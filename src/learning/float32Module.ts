/**
 * The bytes of a WebAssembly module with one function "f", which adds a matrix product in memory "k"."m" (WebAssembly
 * Core Specification 2.0, chapter 5): out += a · b, all float32, addresses and strides in bytes, columns of `out` and `b`
 * next to each other. It works on blocks of 4 rows and 8 columns; `rows` and `columns` are multiples of these.
 */
export function float32Module(): Uint8Array {
  const locals = [2, 8, I32, 11, V128];
  const body = [...locals, ...code(), END];
  const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const type = section(1, [1, 0x60, 10, ...Array<number>(10).fill(I32), 0]);
  const importedMemory = section(2, [1, 1, 0x6b, 1, 0x6d, 0x02, 0x00, 0x00]);
  const functions = section(3, [1, 0]);
  const exportedFunction = section(7, [1, 1, 0x66, 0x00, 0]);
  const bodies = section(10, [1, ...unsigned(body.length), ...body]);
  return Uint8Array.from([...header, ...type, ...importedMemory, ...functions, ...exportedFunction, ...bodies]);
}

/** Parameters of the function, then its own variables: a row's address each in four, a pair of sums per row in eight. */
const [OUT, OUT_STRIDE, A, A_STRIDE, A_STEP, B, B_STEP, ROWS, COLUMNS, DEPTH] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const [COLUMN, K, B_AT, A_AT, OUT_AT, SUM, LEFT, RIGHT, FACTOR] = [10, 11, 12, 13, 17, 18, 26, 27, 28];

const I32 = 0x7f;
const V128 = 0x7b;
const LOOP = [0x03, 0x40];
const BRANCH_IF = [0x0d, 0x00];
const END = 0x0b;
const SIMD = 0xfd;
/** Vectors are read and written at multiples of four bytes. */
const ALIGNMENT = 0x02;

type Code = readonly number[];
const get = (local: number): Code => [0x20, local];
const set = (local: number, value: Code): Code => [...value, 0x21, local];
const integer = (value: number): Code => [0x41, value];
const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
const subtract = (a: Code, b: Code): Code => [...a, ...b, 0x6b];
const timesFour = (a: Code): Code => [...a, ...integer(2), 0x74];
const isBelow = (a: Code, b: Code): Code => [...a, ...b, 0x49];
const load = (address: Code, offset: number): Code => [...address, SIMD, 0x00, ALIGNMENT, offset];
const loadInAllLanes = (address: Code): Code => [...address, SIMD, 0x09, ALIGNMENT, 0];
const store = (address: Code, offset: number, value: Code): Code => [
  ...address,
  ...value,
  ...[SIMD, 0x0b, ALIGNMENT, offset],
];
const addVectors = (a: Code, b: Code): Code => [...a, ...b, SIMD, 0xe4, 0x01];
const multiplyVectors = (a: Code, b: Code): Code => [...a, ...b, SIMD, 0xe6, 0x01];
/** Once, and again while `condition` holds at the end. */
const repeat = (body: Code, condition: Code): Code => [...LOOP, ...body, ...condition, ...BRANCH_IF, END];

/** The three loops: 4 rows, 8 columns, and inside them the depth, with the 4 × 8 sums in eight vector registers. */
function code(): Code {
  const four = [0, 1, 2, 3];
  const eachSum = (emit: (row: number, half: number, sum: number) => Code) =>
    four.flatMap((row) => [0, 1].flatMap((half) => emit(row, half, SUM + 2 * row + half)));
  const products = four.flatMap((row) => [
    ...set(FACTOR, loadInAllLanes(get(A_AT + row))),
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
      ...set(K, add(get(K), integer(1))),
    ],
    isBelow(get(K), get(DEPTH)),
  );
  const nextOut = set(OUT_AT, add(get(OUT_AT), get(OUT_STRIDE)));
  const outStart = set(OUT_AT, add(get(OUT), timesFour(get(COLUMN))));
  const eachOut = (emit: (half: number, sum: number) => Code) => [
    ...outStart,
    ...eachSum((_, half, sum) => [...emit(half, sum), ...(half === 1 ? nextOut : [])]),
  ];
  const columnLoop = repeat(
    [
      ...eachOut((half, sum) => set(sum, load(get(OUT_AT), 16 * half))),
      ...set(A_AT, get(A)),
      ...[1, 2, 3].flatMap((row) => set(A_AT + row, add(get(A_AT + row - 1), get(A_STRIDE)))),
      ...set(B_AT, add(get(B), timesFour(get(COLUMN)))),
      ...set(K, integer(0)),
      ...depthLoop,
      ...eachOut((half, sum) => store(get(OUT_AT), 16 * half, get(sum))),
      ...set(COLUMN, add(get(COLUMN), integer(8))),
    ],
    isBelow(get(COLUMN), get(COLUMNS)),
  );
  return repeat(
    [
      ...set(COLUMN, integer(0)),
      ...columnLoop,
      ...set(OUT, add(get(OUT), timesFour(get(OUT_STRIDE)))),
      ...set(A, add(get(A), timesFour(get(A_STRIDE)))),
      ...set(ROWS, subtract(get(ROWS), integer(4))),
    ],
    get(ROWS),
  );
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

/** LEB128 of a number below 2^14. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, value >> 7];
}
