import { expect } from "chai";
import { formatEvent } from "../../../services/devnet/formatEvent.ts";
import { readLogLine } from "../../../services/devnet/readLogLine.ts";

const plain = { width: 8, color: undefined };
const event = { time: "2026-01-02T03:04:05.678Z", level: "info", msg: "committed", service: "oracle", pid: 7 };

describe("formatEvent", () => {
  it("shows name, time, level, message and the fields that are not on every line", () => {
    expect(formatEvent("oracle-1", { ...event, roundId: "3", isFast: true }, plain)).to.equal(
      "oracle-1 │ 03:04:05 info  committed roundId=3 isFast=true",
    );
  });

  it("pads names and levels, so that messages are below each other", () => {
    const lines = ["sponsor", "oracle-1"].map((name) => formatEvent(name, event, plain));
    expect(lines[0]!.indexOf("committed")).to.equal(lines[1]!.indexOf("committed"));
  });

  describe("when a field holds a digest", () => {
    it("shows enough of it to tell it apart", () => {
      const digest = `0x${"12345678".repeat(8)}`;
      expect(formatEvent("oracle-1", { ...event, key: `scores/${digest}` }, plain)).to.match(
        / key=scores\/0x123456…5678$/,
      );
    });
  });

  describe("when a field holds an error", () => {
    it("shows its code and message, cut to a line's length", () => {
      const error = { name: "BaseError", code: "REVERTED", message: "x".repeat(200) };
      expect(formatEvent("oracle-1", { ...event, error }, plain)).to.match(/ error=REVERTED: x{79}…$/);
    });
  });

  describe("when a text would command the terminal", () => {
    it("leaves the command out", () => {
      const line = formatEvent("oracle-1", { ...event, msg: "a\u001b[2Jb\nc", field: "\u009b1m\r" }, plain);
      expect(line).to.equal("oracle-1 │ 03:04:05 info  a [2Jb c field= 1m ");
    });
  });

  describe("when colors are wanted", () => {
    it("gives each name its own, and warnings and errors theirs", () => {
      const [first, second] = [0, 1].map((color) => formatEvent("oracle-1", event, { width: 8, color }));
      expect(first).to.not.equal(second);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape of a color
      expect(first!.replace(/\u001b\[\d+m/g, "")).to.equal(formatEvent("oracle-1", event, plain));
      expect(formatEvent("oracle-1", { ...event, level: "error" }, { width: 8, color: 0 })).to.contain(
        "\u001b[31merror",
      );
    });
  });
});

describe("readLogLine", () => {
  const now = new Date("2026-01-02T00:00:00Z");

  it("reads what a service logged", () => {
    expect(readLogLine(JSON.stringify(event), now)).to.deep.equal(event);
  });

  for (const line of ["Error: boom", "", "17", "null", '{"level":"info"}']) {
    describe(`when the line is ${JSON.stringify(line)}`, () => {
      it("makes it an error of its own", () => {
        expect(readLogLine(line, now)).to.deep.equal({ time: now.toISOString(), level: "error", msg: line });
      });
    });
  }
});
