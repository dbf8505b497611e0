import { expect } from "chai";
import { parseOptions } from "../../../services/devnet/parseOptions.ts";

describe("devnet's parseOptions", () => {
  describe("when nothing is given", () => {
    it("runs three oracles and two contributors, six times as fast as the wall, until it is stopped", () => {
      expect(parseOptions([])).to.deep.equal({
        oracles: 3,
        contributors: 2,
        isStill: false,
        speed: 6,
        rounds: undefined,
        folder: "devnet",
        port: 8545,
        isJson: false,
        isHelp: false,
      });
    });
  });

  for (const { argv, message } of [
    { argv: ["--oracles", "2"], message: '--oracles must be a whole number from 3 to 16, not "2".' },
    { argv: ["--contributors", "1"], message: '--contributors must be a whole number from 2 to 12, not "1".' },
    { argv: ["--speed", "0.5"], message: '--speed must be a whole number from 1 to 60, not "0.5".' },
    { argv: ["--rounds", "0"], message: '--rounds must be a whole number from 1 to 1000, not "0".' },
    { argv: ["--port", "65536"], message: '--port must be a whole number from 0 to 65535, not "65536".' },
    { argv: ["--still", "--speed", "2"], message: "--speed is about services, and --still runs none." },
    { argv: ["--still", "--rounds", "2"], message: "--rounds is about services, and --still runs none." },
    { argv: ["--folder", ""], message: "--folder must be a path." },
    { argv: ["--colour"], message: "--colour" },
    { argv: ["more"], message: "more" },
  ]) {
    describe(`when called with ${argv.join(" ")}`, () => {
      it("throws USAGE that names the argument", () => {
        expect(() => parseOptions(argv))
          .to.throw(message)
          .with.property("code", "USAGE");
      });
    });
  }
});
