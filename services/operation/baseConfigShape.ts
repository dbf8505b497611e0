import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { signerSchema } from "../../src/node/keys/signerSchema.ts";
import { storageSchema } from "../../src/node/storageSchema.ts";
import { chainSchema } from "./chainSchema.ts";
import { feesSchema } from "./feesSchema.ts";

/** The fields that every service's configuration has; each service adds its own in a `z.strictObject`. */
export const baseConfigShape = {
  chain: chainSchema,
  signer: signerSchema,
  fees: feesSchema,
  storage: z.array(storageSchema).min(1),
  /** Where the service keeps what it must not forget. */
  stateFolder: z.string().min(1),
  /** Where processes see that another one acts with their key; all that may have it should share the folder. */
  lockFolder: z.string().min(1).default(join(tmpdir(), "commonweights-keys")),
  /** Where health and metrics are served. */
  http: z
    .strictObject({
      host: z.string().min(1).default("127.0.0.1"),
      port: z.int().min(0).max(65_535),
      /** `/healthz` fails when the loop did not turn for so long. */
      staleAfterSeconds: z.number().positive().default(120),
      /** `/readyz` fails when the service is further behind. */
      maxLagBlocks: z.int().min(0).default(20),
    })
    .nullable()
    .default(null),
  log: z.strictObject({ level: z.enum(["debug", "info", "warn", "error"]).default("info") }).default({ level: "info" }),
};
