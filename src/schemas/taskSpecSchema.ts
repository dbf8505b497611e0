import { readTaskSpec } from "../training/readTaskSpec.ts";
import type { TaskSpec } from "../training/TaskSpec.ts";
import { contentSchema } from "./contentSchema.ts";
import { readWith } from "./readWith.ts";

/** The task of a round: the file's bytes or text in, the task out. */
export const taskSpecSchema = contentSchema.transform(readWith<TaskSpec>(readTaskSpec));
