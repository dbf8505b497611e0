import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openDevnetFolder } from "../../../services/devnet/openDevnetFolder.ts";

describe("openDevnetFolder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "devnet-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const codeOf = (path: string) =>
    openDevnetFolder(path).then(
      () => "opened",
      ({ code, message }) => `${code} ${String(message).split("\n")[0]}`,
    );

  describe("given a folder that is not there", () => {
    it("makes it", async () => {
      const path = join(folder, "new", "devnet");
      expect(await openDevnetFolder(path)).to.equal(path);
      expect(await readdir(path)).to.deep.equal(["devnet.pid"]);
    });
  });

  describe("given what an earlier devnet left", () => {
    it("deletes it", async () => {
      await openDevnetFolder(folder);
      await mkdir(join(folder, "state"));
      await writeFile(join(folder, "state", "old"), "");
      await openDevnetFolder(folder);
      expect(await readdir(folder)).to.deep.equal(["devnet.pid"]);
    });
  });

  describe("given something else in it", () => {
    it("throws FOLDER_TAKEN and deletes nothing", async () => {
      await writeFile(join(folder, "thesis.txt"), "");
      expect(await codeOf(folder)).to.equal(`FOLDER_TAKEN The folder ${folder} is not empty and not a devnet's.`);
      expect(await readdir(folder)).to.deep.equal(["thesis.txt"]);
    });
  });

  describe("given that its devnet still runs", () => {
    it("throws FOLDER_TAKEN that names the process", async () => {
      await writeFile(join(folder, "devnet.pid"), String(process.ppid));
      expect(await codeOf(folder)).to.equal(
        `FOLDER_TAKEN The devnet in ${folder} still runs as process ${process.ppid}.`,
      );
    });
  });
});
