import type { PayRow } from "./LabResult.ts";

/** Pay per attacker relative to honest pay in one world: the mean over settings. */
export function meanPay(pay: readonly PayRow[], attack: string, world: string): number {
  const rows = pay.filter((row) => row.attack === attack && row.world === world);
  return rows.reduce((sum, row) => sum + (row.pay ?? 0), 0) / rows.length;
}
