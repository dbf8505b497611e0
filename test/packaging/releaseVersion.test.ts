import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { releaseVersion } from "../../packaging/npm/releaseVersion.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A repository with one changeset and an old snapshot. */
async function repositoryWith(version: string, bump: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-release-"));
  const write = (file: string, value: unknown) => writeFile(join(folder, file), JSON.stringify(value));
  await write("package.json", { name: "commonweights", version });
  await write("package-lock.json", { name: "commonweights", version, packages: { "": { version } } });
  for (const name of ["cli", "packaging", ".changeset"]) await mkdir(join(folder, name));
  await writeFile(join(folder, "CHANGELOG.md"), "# Changelog\n");
  await writeFile(join(folder, "cli", "version.ts"), `export const version = "${version}";\n`);
  await write("packaging/abi.snapshot.json", {});
  await cp(join(ROOT, ".changeset", "config.json"), join(folder, ".changeset", "config.json"));
  await writeFile(
    join(folder, ".changeset", "brave-cats.md"),
    `---\n"commonweights": ${bump}\n---\n\nTurn it around\n`,
  );
  await symlink(join(ROOT, "artifacts"), join(folder, "artifacts"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const git = (...argv: string[]) => execFileSync("git", argv, { cwd: folder, stdio: "ignore" });
  git("init", "-b", "main");
  git("add", ".changeset");
  git("-c", "user.name=olga", "-c", "user.email=olga@example.org", "commit", "-m", "Begin");
  return folder;
}

describe("releaseVersion", () => {
  for (const [version, bump, raised] of [
    ["0.1.0", "major", "0.2.0"],
    ["0.1.0", "minor", "0.1.1"],
    ["1.4.2", "major", "2.0.0"],
    ["1.4.2", "minor", "1.5.0"],
  ] as const) {
    describe(`given ${version} and a changeset that says ${bump}`, () => {
      it(`makes ${raised} of it everywhere, and uses the changeset up`, async () => {
        const folder = await repositoryWith(version, bump);
        try {
          expect(await releaseVersion(pathToFileURL(`${folder}/`))).to.equal(raised);
          const read = (file: string) => readFile(join(folder, file), "utf8");
          expect(JSON.parse(await read("package-lock.json"))).to.deep.equal({
            name: "commonweights",
            version: raised,
            packages: { "": { version: raised } },
          });
          expect(await read("cli/version.ts")).to.equal(`export const version = "${raised}";\n`);
          expect(await read("CHANGELOG.md"))
            .to.contain(`## ${raised}`)
            .and.contain("Turn it around");
          expect(await readdir(join(folder, ".changeset"))).to.deep.equal(["config.json"]);
          expect(JSON.parse(await read("packaging/abi.snapshot.json"))).to.have.property("ModelRegistry");
        } finally {
          await rm(folder, { recursive: true });
        }
      });
    });
  }
});
