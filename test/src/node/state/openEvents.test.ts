import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createChainRecord } from "../../../../src/node/state/createChainRecord.ts";
import { openDatabase } from "../../../../src/node/state/openDatabase.ts";
import { openEvents } from "../../../../src/node/state/openEvents.ts";
import { aBlock, topicOf } from "./aBlock.ts";

describe("openEvents", () => {
  it("reads the kept events while another writes them, and nothing of what is not written whole", async () => {
    const folder = await mkdtemp(join(tmpdir(), "commonweights-events-"));
    try {
      const path = join(folder, "state.sqlite");
      const database = openDatabase(path);
      const record = createChainRecord(database, { finalityDepth: 10 });
      record.append([aBlock(1, { events: [{ topics: [topicOf(1)] }, { topics: [topicOf(2)] }] })]);
      const events = openEvents(path);
      expect(events.logs({ topics: [[topicOf(2)]] })).to.deep.equal(record.logs({ topics: [[topicOf(2)]] }));
      expect(events.logs({})).to.have.length(2);

      database.exec("BEGIN IMMEDIATE");
      database.exec("DELETE FROM logs");
      expect(events.logs({})).to.have.length(2);
      database.exec("COMMIT");
      expect(events.logs({})).to.deep.equal([]);
      events.close();
      database.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("throws where there is no state, rather than make one", () => {
    expect(() => openEvents(join(tmpdir(), "commonweights-no-such-state.sqlite"))).to.throw();
  });
});
