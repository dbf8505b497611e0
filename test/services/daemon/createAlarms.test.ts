import { expect } from "chai";
import { createAlarms } from "../../../services/daemon/createAlarms.ts";
import { quietLogger } from "./quietLogger.ts";

function someAlarms() {
  const logger = quietLogger();
  const clock = { now: 1_000 };
  return { logger, clock, alarms: createAlarms(logger, () => clock.now) };
}

describe("createAlarms", () => {
  it("lists what is raised, since when, and says it in the log once", () => {
    const { logger, clock, alarms } = someAlarms();
    alarms.raise("QUORUM", "too few");
    clock.now = 2_000;
    alarms.raise("QUORUM", "too few");
    alarms.raise("FUNDS", "little left");
    expect(alarms.list()).to.deep.equal([
      { code: "QUORUM", message: "too few", since: 1_000 },
      { code: "FUNDS", message: "little left", since: 2_000 },
    ]);
    expect(alarms.has("QUORUM")).to.equal(true);
    expect(logger.lines.map(({ level, message }) => `${level} ${message}`)).to.deep.equal([
      "warn alarm: too few",
      "warn alarm: little left",
    ]);
  });

  it("keeps since when, and says it again, when what it says changes", () => {
    const { logger, clock, alarms } = someAlarms();
    alarms.raise("FUNDS", "5 left");
    clock.now = 2_000;
    alarms.raise("FUNDS", "4 left");
    expect(alarms.list()).to.deep.equal([{ code: "FUNDS", message: "4 left", since: 1_000 }]);
    expect(logger.lines).to.have.length(2);
  });

  it("ends when it is cleared, says so once, and begins anew after that", () => {
    const { logger, clock, alarms } = someAlarms();
    alarms.raise("FUNDS", "5 left");
    for (let k = 0; k < 2; k++) alarms.clear("FUNDS");
    alarms.clear("another");
    expect(alarms.has("FUNDS")).to.equal(false);
    expect(alarms.list()).to.deep.equal([]);
    expect(logger.lines.slice(1)).to.deep.equal([{ level: "info", fields: { code: "FUNDS" }, message: "alarm over" }]);
    clock.now = 3_000;
    alarms.raise("FUNDS", "5 left");
    expect(alarms.list()[0]!.since).to.equal(3_000);
  });
});
