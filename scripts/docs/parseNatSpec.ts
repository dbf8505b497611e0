/** Reads the tags of a NatSpec comment; the compiler does so for everything but structs and enums. */
export function parseNatSpec(comment: string): {
  readonly notice: string;
  readonly dev: string;
  readonly params: Readonly<Record<string, string>>;
} {
  const params: Record<string, string> = {};
  let notice = "";
  let dev = "";
  for (const part of comment.split(/^\s*@/m)) {
    const [, tag, text] = /^(\w+)\s+([\s\S]*)$/.exec(part) ?? [];
    const said = (text ?? "").replace(/\s+/g, " ").trim();
    if (tag === "notice") notice = said;
    if (tag === "dev") dev = said;
    const [, name, meaning] = tag === "param" ? (/^(\w+) (.*)$/.exec(said) ?? []) : [];
    if (name !== undefined) params[name] = meaning!;
  }
  return { notice, dev, params };
}
