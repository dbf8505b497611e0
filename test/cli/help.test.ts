import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { resources } from "../../cli/resources/index.ts";
import { version } from "../../cli/version.ts";
import { expectNarrow } from "./support/expectNarrow.ts";
import { type CliRun, runCli } from "./support/runCli.ts";

/** Neither a home nor a node is there, and nothing is in the environment. */
const ask = (line: string): Promise<CliRun> =>
  runCli(line === "" ? [] : line.split(" "), { home: "/nowhere", env: { COMMONWEIGHTS_HOME: "" } });

const groups = resources.flatMap(({ name, groups: of = {}, verbs }) => [
  ...(verbs.some((verb) => verb.name === "") ? [] : [name]),
  ...Object.keys(of).map((group) => `${name} ${group}`),
]);
const verbs = resources.flatMap(({ name, verbs: of }) =>
  of.map((verb) => ({ ...verb, line: `${name} ${verb.name}`.trim() })),
);

/** The packages that the program imports before it knows which command is wanted. */
async function packagesOf(file: URL, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(file.href)) return new Set();
  seen.add(file.href);
  const found = new Set<string>();
  for (const [, name = ""] of (await readFile(file, "utf8")).matchAll(
    /^(?:import|export) (?!type )[^;]*?from "(.+)";$/gm,
  )) {
    if (!name.startsWith(".")) found.add(name);
    else for (const one of await packagesOf(new URL(name, file), seen)) found.add(one);
  }
  return found;
}

describe("help", () => {
  it("needs commander and nothing else, so that it is there at once", async () => {
    const packages = await packagesOf(new URL("../../cli/main.ts", import.meta.url));
    expect([...packages]).to.deep.equal(["commander"]);
  });

  describe("when nothing is given", () => {
    it("shows every resource, and how to start", async () => {
      const { code, stdout, stderr } = await ask("");
      expect(code).to.equal(0);
      const text = stdout + stderr;
      expectNarrow(text);
      for (const { name } of resources) expect(text).to.match(new RegExp(`^ {2}${name}\\b`, "m"));
      expect(text).to.contain("commonweights devnet --still");
    });
  });

  for (const group of groups) {
    describe(`when it is asked for "${group}"`, () => {
      it("shows what can follow", async () => {
        const { code, stdout, stderr } = await ask(`${group} --help`);
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
        expect(stdout).to.contain("\nCommands:\n");
        expectNarrow(stdout);
      });
    });
  }

  for (const { line, summary, example } of verbs) {
    describe(`when it is asked for "${line}"`, () => {
      it("shows what it does and an example", async () => {
        const { code, stdout, stderr } = await ask(`${line} --help`);
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
        expectNarrow(stdout);
        expect(stdout).to.contain("--json");
        expect(flat(stdout)).to.contain(`${summary}.`);
        expect(flat(stdout)).to.contain(`commonweights ${example}`);
        expect(example.startsWith(line)).to.equal(true);
        expect(summary).to.match(/^[A-Z].*[^.]$/);
      });
    });
  }

  describe("when the version is asked for", () => {
    it("prints it alone", async () => {
      const { code, stdout } = await ask("--version");
      expect({ code, stdout }).to.deep.equal({ code: 0, stdout: `${version}\n` });
    });
  });
});

/** Without the breaks of lines. */
function flat(text: string): string {
  return text.replaceAll(/ ?\\?\n +/g, " ").replaceAll("\n", " ");
}
