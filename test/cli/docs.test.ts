import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openStill } from "./support/openStill.ts";
import { runDocs } from "./support/runDocs.ts";

/** Pages of docs/cli that are lived through on a still devnet. WRITE_DOCS=1 writes what was printed into them. */
const pages = ["provider", "member"];

describe("the command line's documentation", function () {
  this.timeout(120_000);

  for (const name of pages) {
    describe(`when docs/cli/${name}.md is followed word for word`, () => {
      it("prints what the page shows", async () => {
        const path = new URL(`../../docs/cli/${name}.md`, import.meta.url);
        const page = await readFile(path, "utf8");
        const still = await openStill();
        const folder = await mkdtemp(join(tmpdir(), "docs-"));
        try {
          // Where a devnet's files are when it is started beside the page's.
          await symlink(still.devnet.folder, join(folder, "devnet"));
          const printed = await runDocs({ page, run: still.run, folder });
          if (process.env.WRITE_DOCS === "1") await writeFile(path, printed);
          else expect(withoutTimes(printed)).to.equal(withoutTimes(page));
        } finally {
          await still.close();
          await rm(folder, { recursive: true });
        }
      });
    });
  }
});

/** A devnet's past ends when it is started, after as many blocks as it took. */
function withoutTimes(page: string): string {
  return page.replaceAll(/\d{4}-\d{2}-\d{2}(\s+\d{2}:\d{2})?/g, "DATE").replaceAll(/\bblock \d+/g, "block N");
}
