import { mkdir, rename, writeFile } from "node:fs/promises";
import { toJson } from "../output/toJson.ts";
import { settingsPath } from "./readSettings.ts";
import type { Settings } from "./Settings.ts";

/** Keeps settings; a program that reads meanwhile sees the old ones or the new ones. Endpoints may hold keys, so nobody else reads it. */
export async function writeSettings(home: string, settings: Settings): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const path = settingsPath(home);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${toJson(settings)}\n`, { mode: 0o600 });
  await rename(draft, path);
}
