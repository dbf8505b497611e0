import { z } from "zod";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_536_000 };
/** uint40. */
const MOST_SECONDS = 2 ** 40 - 1;

/** A time like "90s", "12h", "30d" or "1y" (365 days), also "1d12h"; "perpetual" is 0. In seconds. */
export const durationSchema = z
  .string()
  .regex(/^(perpetual|(\d{1,9}[smhdwy])+)$/, 'write a duration like "12h", "30d" or "1y", or "perpetual"')
  .transform((text) =>
    [...text.matchAll(/(\d+)([smhdwy])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit!]!, 0),
  )
  .refine((seconds) => seconds <= MOST_SECONDS, "write a shorter duration; for one without end, perpetual");
