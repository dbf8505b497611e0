import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { z } from "zod";
import { contributorConfigSchema } from "../../../services/contributor/contributorConfigSchema.ts";
import { trainerSchema } from "../../../services/contributor/trainer/trainerSchema.ts";
import { readConfig } from "../../../services/operation/readConfig.ts";
import { oracleConfigSchema } from "../../../services/oracle/oracleConfigSchema.ts";
import { exampleAddresses } from "./exampleConfig.ts";

const root = new URL("../../../", import.meta.url);
const schemas = { oracle: oracleConfigSchema, contributor: contributorConfigSchema };

const readPage = () => readFile(new URL("docs/operating.md", root), "utf8");

/** Names of all fields of a schema, however deep. */
function fieldsOf(schema: z.ZodType): string[] {
  const names = new Set<string>();
  JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), (key, value) => {
    if (key === "properties") for (const name of Object.keys(value)) names.add(name);
    return value;
  });
  return [...names];
}

/** Codes of the alarms that the services raise. */
async function alarmCodes(): Promise<string[]> {
  const codes = new Set<string>();
  for (const file of await readdir(new URL("services/", root), { recursive: true })) {
    if (!file.endsWith(".ts")) continue;
    const text = await readFile(new URL(`services/${file}`, root), "utf8");
    for (const [, code] of text.matchAll(/\b(?:raise|report)\(\s*"([^"]+)"/g)) codes.add(code!);
    for (const [, job] of text.matchAll(/\bjobs\.start\(`([a-z]+)\//g)) codes.add(`JOB ${job}`);
  }
  return [...codes];
}

describe("docs/operating.md", () => {
  for (const [service, schema] of Object.entries(schemas)) {
    it(`shows a configuration of the ${service} that can be used`, async () => {
      const examples = [...(await readPage()).matchAll(new RegExp(`\`\`\`json ${service}\n([\\s\\S]*?)\`\`\``, "g"))];
      expect(examples).to.have.length(1);
      const folder = await mkdtemp(join(tmpdir(), "commonweights-page-"));
      try {
        await writeFile(join(folder, "addresses.json"), JSON.stringify(exampleAddresses));
        await writeFile(join(folder, "config.json"), examples[0]![1]!);
        const config = await readConfig<{ chain: { chainId: bigint } }>(join(folder, "config.json"), schema);
        expect(config.chain.chainId).to.equal(11155111n);
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    it(`explains every field of the ${service}`, async () => {
      const page = await readPage();
      // The trainer has a page of its own, and the contracts are those of the deployment.
      const elsewhere = [...fieldsOf(trainerSchema), ...Object.keys(exampleAddresses)];
      const fields = fieldsOf(schema).filter((name) => !elsewhere.includes(name));
      expect(fields).to.have.length.above(30);
      const isExplained = (name: string) => new RegExp(`[\`."]${name}[\`".[]`).test(page);
      expect(fields.filter((name) => !isExplained(name))).to.deep.equal([]);
    });
  }

  it("explains every alarm that is raised, and no other", async () => {
    const table = /## Alarms\n([\s\S]*?)\n## /.exec(await readPage())?.[1] ?? "";
    const explained = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([^`]+)`/g)].map(([, code]) => code!),
    );
    const raised = await alarmCodes();
    expect(raised).to.have.length.above(10);
    expect(explained.sort()).to.deep.equal(raised.sort());
  });
});
