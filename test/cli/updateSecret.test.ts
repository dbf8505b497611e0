import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { keepUpdateSecret, readUpdateSecrets } from "../../cli/round/updateSecret.ts";
import type { BaseError } from "../../src/errors/BaseError.ts";

const FIRST = `0x${"11".repeat(32)}`;
const SECOND = `0x${"22".repeat(32)}`;

describe("secrets of updates", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "commonweights-"));
    path = join(folder, "updates", "5-0x00-1-0xAA.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("are kept for their owner alone, and used again for the same update", async () => {
    const secret = await keepUpdateSecret(path, FIRST);
    expect(await keepUpdateSecret(path, FIRST)).to.deep.equal(secret);
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
  });

  it("stay when another update is tried, because the first may be included yet", async () => {
    const first = await keepUpdateSecret(path, FIRST);
    const second = await keepUpdateSecret(path, SECOND);
    expect(await readUpdateSecrets(path)).to.deep.equal([second, first]);
    expect(await keepUpdateSecret(path, FIRST)).to.deep.equal(first);
    expect(await readdir(join(folder, "updates"))).to.have.length(2);
  });

  it("are not those of another round", async () => {
    await keepUpdateSecret(path, FIRST);
    expect(await readUpdateSecrets(path.replace("-1-", "-11-"))).to.deep.equal([]);
  });

  it("are never written over when they cannot be read", async () => {
    await keepUpdateSecret(path, FIRST);
    await writeFile(path, "{");
    const error = await keepUpdateSecret(path, SECOND).catch((one: unknown) => one as BaseError);
    expect((error as BaseError).code).to.equal("SECRET_DAMAGED");
  });
});
