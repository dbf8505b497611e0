import type { z } from "zod";
import { isSecretName } from "./isSecretName.ts";

/** One line for each field that an issue of a schema is about: its path, what is there, what is expected. No value that may be a secret. */
export function describeProblem(issue: z.core.$ZodIssue, config: unknown): string[] {
  if (issue.code === "unrecognized_keys") {
    const hints = issue.message.split("\n");
    // The value is not shown: whoever writes a key where none belongs may have written a secret.
    return issue.keys.map((key, i) => `${pathOf([...issue.path, key])}: unknown field${hints[i] ?? ""}`);
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    // Of the forms that a value may have, the first is what is meant most often.
    const first = issue.errors[0]!.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
    return first.flatMap((inner) => describeProblem(inner, config));
  }
  const expected = /expected (.*?)(, received .*)?$/i.exec(issue.message)?.[1];
  // Schemas of ours say either what is expected or what is true of the field: "is the bucket's name".
  const wanted = expected === undefined ? `it ${issue.message}` : `expected ${expected}`;
  return [`${pathOf(issue.path)}: ${describeValue(issue.path, config)}; ${wanted}`];
}

function describeValue(path: readonly PropertyKey[], config: unknown): string {
  const input = path.reduce((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], config);
  if (input === undefined) return "missing";
  if (input === null || typeof input === "number" || typeof input === "boolean") return `is ${input}`;
  if (Array.isArray(input)) return `is a list of ${input.length}`;
  if (typeof input === "object") return "is an object";
  return typeof input === "string" ? describeText(input, path) : `is a ${typeof input}`;
}

/** URLs hold keys, and what is long or hexadecimal may be one. */
function describeText(text: string, path: readonly PropertyKey[]): string {
  const isPlain = text.length <= 60 && !text.includes("://") && !/[0-9a-f]{32}/i.test(text);
  const isOpen = !path.some((key) => isSecretName(String(key)) || /url|endpoint/i.test(String(key)));
  return isPlain && isOpen ? `is ${JSON.stringify(text)}` : `is a text of ${text.length} characters`;
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "the file" : text.replace(/^\./, "");
}
