import { expect } from "chai";
import { AbiCoder, concat, toQuantity } from "ethers";
import { printable } from "../../cli/output/printable.ts";
import { toJson } from "../../cli/output/toJson.ts";
import { openStill, type Still } from "./support/openStill.ts";
import { tamper } from "./support/tamper.ts";

const ESCAPES = "\u001b[2J\u009b31m\u202edeyap\u200b";

describe("words of strangers", function () {
  this.timeout(60_000);
  let still: Still;
  before(async () => {
    still = await openStill();
  });
  after(() => still.close());

  it("move no cursor, turn no line and hide nothing", () => {
    expect(printable("a\u001bb\u009bc\u202ed\u200be\u2028f\u3164g\u034fh")).to.equal("a�b�c�d�e�f�g�h");
    expect(printable("two\nlines, 5 €, größer, 漢字, नमस्ते")).to.equal("two\nlines, 5 €, größer, 漢字, नमस्ते");
  });

  it("stay the same data as JSON, without what terminals act on", () => {
    const json = toJson({ text: ESCAPES });
    expect(json).not.to.match(/[^\P{Cc}\n]/u);
    expect(JSON.parse(json)).to.deep.equal({ text: ESCAPES });
  });

  describe("when a contract refuses with them", () => {
    it("are shown without effect", async () => {
      const data = concat(["0x08c379a0", AbiCoder.defaultAbiCoder().encode(["string"], [ESCAPES])]);
      const failed = { status: "0x0", gasUsed: toQuantity(21_000), returnData: data, logs: [] };
      const node = await tamper({
        url: still.devnet.node.url,
        lie: (method) => (method === "eth_simulateV1" ? [{ calls: [failed] }] : undefined),
      });
      try {
        const line = `dao delegate --account alice --dry-run --network devnet --rpc ${node.url}`;
        const { code, stderr } = await still.run(line);
        expect(code, stderr).to.equal(3);
        expect(stderr).to.contain("deyap");
        expect(stderr).not.to.match(/[^\P{Cc}\n]|\p{Cf}/u);
      } finally {
        node.close();
      }
    });
  });

  describe("when they are names that every object has", () => {
    for (const [line, code] of [
      ["account show constructor", 6],
      ["account show --account __proto__", 6],
      ["net remove constructor", 5],
      ["net remove __proto__", 5],
      ["dao vote 2 constructor --account member-1 --dry-run", 2],
      ["dao parameters --network constructor", 7],
    ] as const) {
      it(`are not known: ${line}`, async () => {
        const run = await still.run(line);
        expect(run.code, run.stderr).to.equal(code);
      });
    }
  });
});
