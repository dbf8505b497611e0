import { constants } from "node:buffer";
import { readFile } from "node:fs/promises";
import { BaseError } from "../../../src/errors/BaseError.ts";
import type { Examples } from "../../../src/learning/Examples.ts";
import { readExamples } from "../../../src/learning/readExamples.ts";
import type { ExamplesSource } from "./ExamplesSource.ts";
import { encodeOwnTable } from "./encodeOwnTable.ts";
import { TrainerError } from "./TrainerError.ts";

/**
 * Reads the owner's rows as numbers: finite, at least one row.
 * @throws TrainerError `TRAINER_DATA`, which names file, row and column, and nothing that the file holds.
 */
export async function loadExamples(source: ExamplesSource): Promise<Examples> {
  const { path } = source;
  const bytes = await readBytes(path);
  if (source.kind === "csv") {
    if (bytes.length > constants.MAX_STRING_LENGTH) {
      const message = `The table ${path} has ${bytes.length} bytes, more than the ${constants.MAX_STRING_LENGTH} of a text.`;
      throw refuse(message, "Prepare it as examples, or train with a command.");
    }
    return encodeOwnTable(new TextDecoder().decode(bytes), source);
  }
  const examples = readPrepared(bytes, path);
  const { features, labels, targets = new Float64Array(), width } = examples;
  if (labels.length === 0) throw refuse(`The file ${path} holds no rows.`, "Give at least one row.");
  requireFinite(features, width, `features of ${path}`);
  requireFinite(targets, targets.length / labels.length, `targets of ${path}`);
  return examples;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw refuse(`The file ${path} cannot be read${reason}.`, "Correct the path, or let this service's user read it.");
  }
}

/** A reader's message can quote the file, which might be another one than was meant: its code has to do. */
function readPrepared(bytes: Uint8Array, path: string): Examples {
  try {
    return readExamples(bytes);
  } catch (error) {
    const code = error instanceof BaseError ? error.code : "UNEXPECTED";
    throw refuse(`The file ${path} does not hold examples (${code}).`, "Write it with writeExamples.");
  }
}

function requireFinite(numbers: Float64Array, width: number, what: string): void {
  const at = numbers.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const place = `row ${Math.floor(at / width)}, column ${at % width}`;
  throw refuse(`Among the ${what}, ${place} (from 0) is not a finite number.`, "Leave out rows without one.");
}

function refuse(message: string, remedy: string): TrainerError {
  return new TrainerError("TRAINER_DATA", message, { remedy });
}
