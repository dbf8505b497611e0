import type { Random } from "../../src/learning/createRandom.ts";

const TOKENS = [
  ...[
    "1e400",
    "-1e400",
    "-0",
    "0",
    "1",
    "1.0",
    "1e0",
    "01",
    "-1",
    "0.5",
    "255",
    "256",
    "4294967296",
    "NaN",
    "Infinity",
  ],
  ...[
    "9007199254740991",
    "9007199254740992",
    "18446744073709551615",
    "1".repeat(400),
    "true",
    "null",
    "[]",
    "{}",
    '""',
  ],
];
const NAMES = ["__proto__", "__metadata__", "constructor", "toString", "length", "", "a", "parameters", "indices"];
const DTYPES = ["F64", "F32", "U32", "I32", "U8", "I64", "BF16", "F16", "BOOL", "f64", "__proto__"];
const SPELLINGS = [" ", "\n", "\t", "\ufeff", "\u0000", ",", "\\u0061", "\\/", "//", "/**/", "'", "é", "\ud83d\ude00"];

/** Changes the text of a header the way a forger would: other numbers, names, dtypes, keys twice, other spellings. */
export function mutateHeader(header: string, random: Random): string {
  const pick = <T>(items: readonly T[]): T => items[random.integer(items.length)] as T;
  const replaceOne = (pattern: RegExp, replacement: (found: string) => string): string => {
    const found = [...header.matchAll(pattern)];
    if (found.length === 0) return header;
    const { 0: match, index } = pick(found);
    return header.slice(0, index) + replacement(match) + header.slice(index + match.length);
  };
  switch (random.integer(9)) {
    case 0:
      return replaceOne(/-?\d+/g, () => pick(TOKENS));
    case 1:
      return replaceOne(/-?\d+/g, (digits) => String(Number(digits) + pick([-8, -1, 1, 8])));
    case 2:
      return replaceOne(/"[^"\\]*"(?=:)/g, () => JSON.stringify(pick(NAMES)));
    case 3:
      return replaceOne(/"[A-Z]\w+"/g, () => JSON.stringify(pick(DTYPES)));
    case 4: {
      // A whole entry again, or moved to the end.
      const entries = header.match(/"[^"\\]*":(\{[^{}]*\}|\[[^[\]]*\]|"[^"\\]*")/g) ?? [header];
      const entry = pick(entries);
      const rest = random.integer(2) === 0 ? header : header.replace(entry, () => "").replace(",,", ",");
      return rest.trimEnd().replace(/\}$/, () => `,${entry}}`);
    }
    case 5: {
      const at = random.integer(header.length + 1);
      return header.slice(0, at) + pick(SPELLINGS) + header.slice(at);
    }
    case 6: {
      const depth = 1 << random.integer(13);
      const [open, close] = pick([
        ["[", "]"],
        ['{"a":', "}"],
      ] as const);
      return replaceOne(/\[[^[\]]*\]|"[^"\\]*"/g, (found) => open.repeat(depth) + found + close.repeat(depth));
    }
    case 7:
      return replaceOne(/[a-zA-Z]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
    default:
      return replaceOne(/\[[^[\]]*\]/g, (list) => list.replace("]", () => `,${pick(TOKENS)}]`));
  }
}
