const VOID_ELEMENTS = new Set(["meta", "br", "hr", "img", "input", "link"]);
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<]*")?)*)\s*(\/?)>/y;
const TEXT = /[^<]*/y;

/** The first fault of a page (a tag that is not closed, quoted or known by its form), or undefined when it is well formed. */
export function findMarkupFault(page: string): string | undefined {
  const start = "<!doctype html>";
  if (!page.startsWith(start)) return "no doctype";
  const open: string[] = [];
  let at = start.length;
  while (at < page.length) {
    TEXT.lastIndex = at;
    const text = TEXT.exec(page)?.[0] ?? "";
    if (open.at(-1) !== "style" && /&(?!(amp|lt|gt|quot|#39);)/.test(text)) return `bare ampersand in "${text}"`;
    at += text.length;
    if (at === page.length) break;
    TAG.lastIndex = at;
    const tag = TAG.exec(page);
    if (tag === null) return `no tag at "${page.slice(at, at + 60)}"`;
    const [whole, slash, name, , isEmpty] = tag as unknown as [string, string, string, string, string];
    at += whole.length;
    if (slash === "/") {
      const last = open.pop();
      if (last !== name) return `</${name}> closes <${last}>`;
    } else if (isEmpty === "" && !VOID_ELEMENTS.has(name)) open.push(name);
  }
  return open.length === 0 ? undefined : `<${open.at(-1)}> is never closed`;
}
