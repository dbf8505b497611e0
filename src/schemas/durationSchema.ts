import { z } from "zod";
import { secondsOf } from "../market/secondsOf.ts";

/** uint40. */
const MOST_SECONDS = 2 ** 40 - 1;
const EXPECTED = 'write a duration like "12h", "30d" or "1y", or "perpetual"';

/** A time like "90s", "12h", "30d" or "1y" (365 days), also "1d12h"; "perpetual" is 0. In seconds. */
export const durationSchema = z
  .string()
  .transform((text, { addIssue }) => {
    const seconds = text === "perpetual" ? 0 : secondsOf(text);
    if (seconds === undefined) addIssue({ code: "custom", message: EXPECTED, input: text });
    return seconds ?? z.NEVER;
  })
  .refine((seconds) => seconds <= MOST_SECONDS, "write a shorter duration; for one without end, perpetual");
