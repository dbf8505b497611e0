import type { Client } from "../../src/client.ts";
import { type Model, modelOf } from "../../src/registry/modelOf.ts";
import { orNotFound } from "../orNotFound.ts";

/** A model. @throws BaseError `NOT_FOUND`. */
export async function findModel(client: Client, modelId: bigint): Promise<Model> {
  return orNotFound(modelOf(client, { modelId }), `model ${modelId}`, "model list");
}
