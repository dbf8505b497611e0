import { z } from "zod";
import { networkDefect } from "../learning/networkDefect.ts";
import { digestSchema } from "./digestSchema.ts";

/** The card of a model: what it is, and what a contributor has to know to train it. Further fields pass through. */
export const modelCardSchema = z.looseObject({
  title: z.string("write text").min(1, "write some text"),
  description: z.string("write text").optional(),
  /** SPDX identifier. */
  license: z.string("write text").optional(),
  network: z
    .looseObject({ widths: z.array(z.int()) })
    .superRefine((network, context) => {
      const defect = networkDefect(network);
      if (defect !== undefined) context.addIssue({ code: "custom", message: `write another network: ${defect}` });
    })
    .optional(),
  /** Digest of the file that says how rows become numbers. */
  encoding: digestSchema.optional(),
});

/** A model's card. */
export type ModelCard = z.infer<typeof modelCardSchema>;
