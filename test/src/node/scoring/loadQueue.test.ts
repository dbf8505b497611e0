import { expect } from "chai";
import { BaseError } from "../../../../src/errors/BaseError.ts";
import { loadQueue } from "../../../../src/node/scoring/loadQueue.ts";

describe("loadQueue", () => {
  it("gives what was loaded", async () => {
    expect(await loadQueue(async () => "queue")).to.equal("queue");
  });

  describe("when the packages are not installed", () => {
    it("throws QUEUE_MISSING and says what to install", async () => {
      const missing: string = "a-package-that-nobody-has";
      const error = await loadQueue(() => import(missing)).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(BaseError).with.property("code", "QUEUE_MISSING");
      expect((error as BaseError).message).to.contain("npm install bullmq ioredis");
    });
  });

  describe("when loading fails for another reason", () => {
    it("throws that", async () => {
      const broken = new SyntaxError("broken");
      const error = await loadQueue(() => Promise.reject(broken)).catch((caught: unknown) => caught);
      expect(error).to.equal(broken);
    });
  });
});
