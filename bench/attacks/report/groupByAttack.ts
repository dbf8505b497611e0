/** Rows by attack, in the order in which attacks first occur. */
export function groupByAttack<T extends { readonly attack: string }>(rows: readonly T[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.attack) ?? [];
    group.push(row);
    groups.set(row.attack, group);
  }
  return [...groups];
}
