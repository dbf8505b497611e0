import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { Settings } from "./Settings.ts";

const NONE: Settings = { networks: {} };

/**
 * What earlier commands kept; nothing when there is no file yet.
 * @throws BaseError `SETTINGS_UNREADABLE` naming the file.
 */
export async function readSettings(home: string): Promise<Settings> {
  const path = settingsPath(home);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return NONE;
    throw unreadable(path, cause);
  }
  try {
    const { settingsSchema } = await import("./settingsSchema.ts");
    return settingsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

export function settingsPath(home: string): string {
  return join(home, "settings.json");
}

function unreadable(path: string, cause: unknown): BaseError {
  return new BaseError("SETTINGS_UNREADABLE", `The settings in ${path} cannot be read.`, {
    remedy: "Mend the file or move it away: net add and net use write it again.",
    cause,
  });
}
