import { fileURLToPath } from "node:url";

/** How a service is started from where this code is. */
export type ServiceScript = {
  /** Arguments of Node, in the folder `cwd`. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** What a person types. */
  readonly command: string;
};

/** True in a checkout, false in the package, which holds what the compiler made of it. */
const IS_SOURCE = import.meta.url.endsWith(".ts");
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The script of an oracle or contributor: from sources by tsx, or as compiled. */
export function serviceScript(name: "oracle" | "contributor"): ServiceScript {
  if (IS_SOURCE) {
    return { argv: ["--import", "tsx", `scripts/${name}.ts`], cwd: ROOT, command: `npm run ${name} --` };
  }
  return { argv: [`scripts/${name}.js`], cwd: ROOT, command: `node ${ROOT}scripts/${name}.js` };
}
