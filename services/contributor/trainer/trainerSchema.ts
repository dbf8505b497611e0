import { z } from "zod";

const path = z.string().min(1);

const dataSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("csv"),
    path,
    /** Name of the label's column, or its 0-based position when no column has that name. */
    label: z.string().min(1),
    /** Path of the encoding's file, or its digest, by which it is fetched from the content store. */
    encoding: path,
  }),
  z.strictObject({ kind: z.literal("examples"), path }),
]);

const builtInSchema = z.strictObject({
  kind: z.literal("built-in"),
  data: dataSchema,
  /** Unsigned 32 bits. Absent: one that follows from the service's key and the round. */
  seed: z.int().min(0).max(0xffffffff).optional(),
});

const commandSchema = z.strictObject({
  kind: z.literal("command"),
  /** The program and its arguments. No shell reads them. */
  command: z.tuple([path], z.string()).refine((words) => !words.join("").includes("\0"), "holds a NUL character"),
  /** From the start of the program; at most 14 days, because a timer holds no more than 24. */
  timeoutSeconds: z.number().positive().max(1_209_600).default(3600),
  /** The largest `weights.safetensors` that is read. */
  maxBytes: z.int().positive().default(1_073_741_824),
  /** Keeps each job's folder, for debugging; nothing deletes them then. */
  keepFolders: z.boolean().default(false),
});

/** How a contributor's configuration says who trains, and on what. */
export const trainerSchema = z.discriminatedUnion("kind", [builtInSchema, commandSchema]);

export type TrainerConfig = z.infer<typeof trainerSchema>;
