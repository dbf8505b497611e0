import { z } from "zod";
import { amountSchema } from "../operation/amountSchema.ts";
import { baseConfigShape } from "../operation/baseConfigShape.ts";

const modelId = z.int().min(1).transform(BigInt);

/** Configuration of an oracle. */
export const oracleConfigSchema = z.strictObject({
  ...baseConfigShape,
  /** Models to judge, and what is staked for a seat of each. The oracle stakes and takes the seats by itself. */
  seats: z
    .array(
      z.strictObject({
        modelId,
        stake: amountSchema,
        /** After how many slashes the seat is still taken again. Raise it once you know why the last one happened. */
        slashesAccepted: z.int().min(0).default(0),
      }),
    )
    .min(1)
    .refine((seats) => new Set(seats.map((seat) => seat.modelId)).size === seats.length, "expected each model once"),
  /** Least fee of a round that is judged, smallest units of its token: what a stranger's rounds ask for in gas is bounded by it. */
  minFee: amountSchema.default(0n),
  /** Where scoring is spread: threads of this process, or workers that take jobs from Redis. */
  scoring: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("here") }),
      z.strictObject({ kind: z.literal("threads"), threads: z.int().min(1).max(256).optional() }),
      z.strictObject({
        kind: z.literal("queue"),
        /** Its one line is the URL of Redis, which may hold a password: redis://[user:password@]host[:port][/database]. */
        redisUrlFile: z.string().min(1),
        queue: z.string().min(1).optional(),
      }),
    ])
    .default({ kind: "threads" }),
  /** Chain time between the turns of two oracles at what any of them may do: settling, slashing, closing. */
  turnSeconds: z.number().min(0).max(86_400).default(60),
});

export type OracleConfig = z.output<typeof oracleConfigSchema>;
