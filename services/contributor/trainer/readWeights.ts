import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { decodeSafetensors } from "../../../src/storage/decodeSafetensors.ts";
import { TrainerError } from "./TrainerError.ts";

export type ReadWeightsParameters = {
  readonly path: string;
  /** Numbers that the file has to hold. */
  readonly parameters: number;
  readonly maxBytes: number;
};

const REMEDY = 'Write one tensor "parameters" of shape [P], F64 or F32, as docs/training.md says.';

/**
 * Reads the new weights [P] that a program left: a regular file of bounded size, no link.
 * @throws TrainerError `TRAINER_OUTPUT_MISSING`, `TRAINER_OUTPUT_TOO_LARGE` or `TRAINER_OUTPUT_UNREADABLE`.
 */
export async function readWeights({ path, parameters, maxBytes }: ReadWeightsParameters): Promise<Float64Array> {
  const file = await openFile(path);
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(file, path, maxBytes);
  } finally {
    await file.close();
  }
  return weightsOf(bytes, path, parameters);
}

/** O_NOFOLLOW refuses a link; O_NONBLOCK keeps a named pipe without a writer from stopping the service. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    if (code === "ENOENT") {
      throw new TrainerError("TRAINER_OUTPUT_MISSING", `The trainer ended well, but did not write ${path}.`, {
        remedy: "Let the program write weights.safetensors into its working folder.",
        cause,
      });
    }
    throw unreadable(`${path} cannot be opened (${code === "ELOOP" ? "it is a symbolic link" : code})`, cause);
  }
}

async function readBytes(file: FileHandle, path: string, maxBytes: number): Promise<Uint8Array> {
  const facts = await file.stat();
  if (!facts.isFile()) throw unreadable(`${path} is no regular file`);
  if (facts.size > maxBytes) {
    const message = `The trainer's ${path} has ${facts.size} bytes, more than the ${maxBytes} of maxBytes.`;
    throw new TrainerError("TRAINER_OUTPUT_TOO_LARGE", message, {
      remedy: "Write the parameters only, or raise maxBytes.",
    });
  }
  const bytes = new Uint8Array(facts.size);
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, at);
    if (bytesRead === 0) throw unreadable(`${path} shrank while it was read`);
    at += bytesRead;
  }
  return bytes;
}

function weightsOf(bytes: Uint8Array, path: string, parameters: number): Float64Array {
  const { tensors } = decode(bytes, path);
  const { data, shape = [] } = tensors.get("parameters") ?? {};
  if (tensors.size !== 1 || !(data instanceof Float64Array || data instanceof Float32Array)) {
    throw unreadable(`${path} does not hold exactly one tensor "parameters" of F64 or F32`);
  }
  if (shape.length !== 1 || data.length !== parameters) {
    throw unreadable(`${path} has the shape [${shape.join(", ")}], but base.safetensors [${parameters}]`);
  }
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw unreadable(`Number ${bad} of ${path} is ${data[bad]}`);
  return Float64Array.from(data);
}

function decode(bytes: Uint8Array, path: string) {
  try {
    return decodeSafetensors(bytes);
  } catch (error) {
    // Without the reader's message, which can quote the file: it might be a table that a program wrote by mistake.
    throw unreadable(`${path} is not safetensors (${error instanceof BaseError ? error.code : "UNEXPECTED"})`);
  }
}

function unreadable(what: string, cause?: unknown): TrainerError {
  return new TrainerError("TRAINER_OUTPUT_UNREADABLE", `${what}.`, { remedy: REMEDY, cause });
}
