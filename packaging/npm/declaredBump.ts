import { BUMPS, type Bump } from "./compareSnapshots.ts";

/** What the texts of changesets declare for a package: the most that one of them says. */
export function declaredBump(changesets: readonly string[], name: string): Bump {
  const declared = changesets.map((text): Bump => {
    const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? "";
    const lines = [...front.matchAll(/^\s*["']?([^"':]+)["']?\s*:\s*(major|minor|patch)\s*$/gm)];
    return (lines.find(([, of]) => of === name)?.[2] as Bump | undefined) ?? "none";
  });
  return BUMPS[Math.max(0, ...declared.map((bump) => BUMPS.indexOf(bump)))]!;
}
