import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BaseError } from "../../src/errors/BaseError.ts";

/** Says that a folder is a devnet's, and which process uses it. */
const MARK = "devnet.pid";

/**
 * Makes the folder of a devnet, empty: what an earlier devnet left in it is deleted. Resolves to its absolute path.
 * @throws BaseError `FOLDER_TAKEN` when it holds something else, or when the devnet that it belongs to still runs.
 */
export async function openDevnetFolder(path: string): Promise<string> {
  const folder = resolve(path);
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  if (names.includes(MARK)) {
    const pid = Number(await readFile(join(folder, MARK), "utf8"));
    if (isRunning(pid)) throw taken(`The devnet in ${folder} still runs as process ${pid}.`, "Stop it first");
  } else if (names.length > 0) {
    throw taken(`The folder ${folder} is not empty and not a devnet's.`, "Nothing was deleted");
  }
  for (const name of names) await rm(join(folder, name), { recursive: true });
  await writeFile(join(folder, MARK), String(process.pid));
  return folder;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    // Somebody else's process may not be asked, but it is one.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function taken(message: string, what: string): BaseError {
  return new BaseError("FOLDER_TAKEN", message, { remedy: `${what}, or give another --folder.` });
}
