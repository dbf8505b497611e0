import { z } from "zod";
import { baseConfigShape } from "./baseConfigShape.ts";

/** Configuration of a service that only works on a chain. */
export const baseConfigSchema = z.strictObject(baseConfigShape);

export type BaseConfig = z.output<typeof baseConfigSchema>;
