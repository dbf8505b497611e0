import { homedir } from "node:os";
import { join } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where settings, keystores and the index are: `COMMONWEIGHTS_HOME`, or a folder where the system keeps data of programs. */
export function homeFolder(env: Environment): string {
  if (env.COMMONWEIGHTS_HOME) return env.COMMONWEIGHTS_HOME;
  return join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "commonweights");
}

/** Where Foundry keeps its keystores. */
export function foundryFolder(env: Environment): string {
  return join(env.FOUNDRY_DIR || join(homedir(), ".foundry"), "keystores");
}
