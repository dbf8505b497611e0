import { expect } from "chai";
import { parseOptions } from "../../../services/demo/parseOptions.ts";

describe("parseOptions", () => {
  describe("when nothing is given", () => {
    it("lives three rounds on the penguins with eight contributors and five oracles", () => {
      expect(parseOptions([])).to.deep.equal({
        data: undefined,
        label: undefined,
        contributors: 8,
        oracles: 5,
        rounds: 3,
        seed: 1,
        isJson: false,
        isHelp: false,
      });
    });
  });

  for (const { argv, message } of [
    { argv: ["--contributors", "5"], message: '--contributors must be a whole number from 6 to 60, not "5".' },
    { argv: ["--oracles", "17"], message: '--oracles must be a whole number from 5 to 16, not "17".' },
    { argv: ["--rounds", "1.5"], message: '--rounds must be a whole number from 1 to 20, not "1.5".' },
    { argv: ["--seed", "-1"], message: "--seed" },
    { argv: ["--data", "x.csv"], message: "--data needs --label" },
    { argv: ["--label", "x"], message: "--label belongs to --data" },
    { argv: ["--colour"], message: "--colour" },
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
