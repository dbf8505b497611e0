import { extname } from "node:path";

/** The module `name` in the folder of the one with the URL `base`: TypeScript where that is, compiled where that was. */
export function moduleBeside(name: string, base: string): URL {
  return new URL(`./${name}${extname(base)}`, base);
}
