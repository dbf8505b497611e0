import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { z } from "zod";
import { trainerSchema } from "../../../../services/contributor/trainer/trainerSchema.ts";

const data = { kind: "csv", path: "rows.csv", label: "y", encoding: "encoding.json" };

describe("trainerSchema", () => {
  describe("when docs/training.md shows a configuration", () => {
    it("accepts it", async () => {
      const page = await readFile(new URL("../../../../docs/training.md", import.meta.url), "utf8");
      const examples = [...page.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, text]) => JSON.parse(text as string));
      expect(examples).to.have.length(3);
      for (const example of examples) z.strictObject({ trainer: trainerSchema }).parse(example);
    });
  });

  describe("when a command says no more", () => {
    it("gives it an hour and a gibibyte", () => {
      expect(trainerSchema.parse({ kind: "command", command: ["train"] })).to.deep.equal({
        kind: "command",
        command: ["train"],
        timeoutSeconds: 3600,
        maxBytes: 2 ** 30,
        keepFolders: false,
      });
    });
  });

  describe("when a field is wrong", () => {
    const cases: Record<string, [unknown, string]> = {
      "an unknown kind": [{ kind: "cloud" }, "kind"],
      "no command": [{ kind: "command", command: [] }, "command.0"],
      "an empty program": [{ kind: "command", command: [""] }, "command.0"],
      "a NUL in an argument": [{ kind: "command", command: ["train", "a\0b"] }, "command"],
      "a timeout that no timer holds": [{ kind: "command", command: ["train"], timeoutSeconds: 2e6 }, "timeoutSeconds"],
      "no time": [{ kind: "command", command: ["train"], timeoutSeconds: 0 }, "timeoutSeconds"],
      "an unknown field": [{ kind: "command", command: ["train"], shell: true }, ""],
      "a table without an encoding": [{ kind: "built-in", data: { ...data, encoding: undefined } }, "data.encoding"],
      "a seed of more than 32 bits": [{ kind: "built-in", data, seed: 2 ** 32 }, "seed"],
    };
    for (const [name, [config, path]] of Object.entries(cases)) {
      it(`refuses ${name}`, () => {
        const { error } = trainerSchema.safeParse(config);
        expect(error?.issues.map((issue) => issue.path.join("."))).to.deep.equal([path]);
      });
    }
  });
});
