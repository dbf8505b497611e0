import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { writeSettings } from "../../../cli/network/writeSettings.ts";
import type { Resource } from "../../../cli/Verb.ts";
import type { Still } from "./openStill.ts";
import { runCli } from "./runCli.ts";

/** What has to be done before a verb's example, by the verb's name; without it the example works on a fresh devnet. */
export type Preparations = Readonly<Record<string, readonly string[]>>;

/** Runs the example of every verb on the devnet as it is now, each on its own, with the devnet as it was before afterwards. */
export async function expectExamples(
  { devnet }: Still,
  { verbs }: Resource,
  preparations: Preparations = {},
): Promise<void> {
  for (const { name, kind, example } of verbs) {
    const snapshot = await devnet.node.send("evm_snapshot", []);
    // The index of another example would know blocks that never were.
    const home = await mkdtemp(join(tmpdir(), "example-"));
    try {
      await writeSettings(home, { networks: { devnet: { chainId: devnet.chainId, endpoints: [devnet.node.url] } } });
      for (const line of [...(preparations[name] ?? []), kind === "write" ? `${example} --yes` : example]) {
        const { code, stderr } = await runCli(line.split(" "), { home });
        expect(code, `${line}\n${stderr}`).to.equal(0);
      }
    } finally {
      await devnet.node.send("evm_revert", [snapshot]);
      await rm(home, { recursive: true });
    }
  }
}
