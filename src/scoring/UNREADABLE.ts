import type { UpdateAnswer } from "./UpdateQuestion.ts";

/** What an update answers that cannot be fetched or read. */
export const UNREADABLE: UpdateAnswer = { defect: "no readable update" };
