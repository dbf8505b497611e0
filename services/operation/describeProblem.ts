import type { z } from "zod";
import { isSecretName } from "./isSecretName.ts";

/** One line for each field that an issue of a schema is about: its path, what is there, what is expected. No value that may be a secret. */
export function describeProblem(issue: z.core.$ZodIssue): string[] {
  if (issue.code === "unrecognized_keys") {
    const hints = issue.message.split("\n");
    // The value is not shown: whoever writes a key where none belongs may have written a secret.
    return issue.keys.map((key, i) => `${pathOf([...issue.path, key])}: unknown field${hints[i] ?? ""}`);
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) return issue.errors[0]!.flatMap(describeProblem);
  const expected = /expected (.*)$/i.exec(issue.message)?.[1] ?? issue.message;
  return [`${pathOf(issue.path)}: ${describeValue(issue)}; expected ${expected.replace(/, received .*$/, "")}`];
}

function describeValue({ input, path }: z.core.$ZodIssue): string {
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
