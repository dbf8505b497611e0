import { execFile } from "node:child_process";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { Registry } from "prom-client";
import { createMetrics } from "../../../services/operation/createMetrics.ts";
import { startStatusServer } from "../../../services/operation/startStatusServer.ts";
import { exampleStatus } from "./exampleStatus.ts";

const root = new URL("../../../", import.meta.url);
const run = promisify(execFile);

const read = (path: string) => readFile(new URL(path, root), "utf8");

/** Exit code and output of a program; undefined when the machine does not have it. */
async function exitOf(program: string, argv: readonly string[]) {
  try {
    const { stdout, stderr } = await run(program, [...argv]);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number | string; stdout: string; stderr: string };
    return code === "ENOENT" ? undefined : { code, output: `${stdout}${stderr}` };
  }
}

/** Settings of a unit, by name; a name may come more than once. */
function settingsOf(unit: string): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  for (const line of unit.split("\n")) {
    if (line === "" || /^[#[]/.test(line)) continue;
    const [, name, value] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? expect.fail(`"${line}" is no setting`);
    settings.set(name!, [...(settings.get(name!) ?? []), value!]);
  }
  return settings;
}

/** Instructions of a Dockerfile, without comments, each on one line. */
function instructionsOf(dockerfile: string): { readonly name: string; readonly rest: string }[] {
  const lines = dockerfile
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => {
    const [, name, rest] = /^([A-Z]+) (.+)$/.exec(line) ?? expect.fail(`"${line}" is no instruction`);
    return { name: name!, rest: rest! };
  });
}

for (const service of ["oracle", "contributor"]) {
  describe(`packaging/commonweights-${service}.service`, () => {
    const path = `packaging/commonweights-${service}.service`;

    it("starts the service with its own configuration and credentials", async () => {
      const settings = settingsOf(await read(path));
      expect(settings.get("ExecStart")).to.deep.equal([
        `/usr/bin/node dist/esm/scripts/${service}.js --config %d/${service}.json`,
      ]);
      expect(settings.get("LoadCredential")).to.deep.equal([
        `${service}.json:/etc/commonweights/${service}.json`,
        `keystore.json:/etc/commonweights/${service}.keystore.json`,
        `passphrase:/etc/commonweights/${service}.passphrase`,
      ]);
      expect(settings.get("StateDirectory")).to.deep.equal([`commonweights-${service}`]);
    });

    it("restarts what may heal, and leaves what an operator has to decide", async () => {
      const settings = settingsOf(await read(path));
      expect(settings.get("Restart")).to.deep.equal(["always"]);
      expect(settings.get("RestartPreventExitStatus")).to.deep.equal(["2 3"]);
      expect(Number(settings.get("TimeoutStopSec")?.[0])).to.be.above(30);
    });

    it("gives the service no more than it needs, and no secret in its environment", async () => {
      const settings = settingsOf(await read(path));
      for (const [name, value] of [
        ["DynamicUser", "yes"],
        ["NoNewPrivileges", "yes"],
        ["ProtectSystem", "strict"],
        ["ProtectHome", "yes"],
        ["PrivateTmp", "yes"],
        ["CapabilityBoundingSet", ""],
        ["UMask", "0077"],
        ["LimitCORE", "0"],
      ] as const) {
        expect(settings.get(name), name).to.deep.equal([value]);
      }
      expect(settings.get("MemoryMax")?.[0]).to.match(/^\d+G$/);
      expect([...settings.keys()].filter((name) => name.startsWith("Environment"))).to.deep.equal([]);
    });

    it("is a unit that systemd takes, where there is systemd", async () => {
      const folder = await mkdtemp(join(tmpdir(), "commonweights-unit-"));
      try {
        const unit = join(folder, `commonweights-${service}.service`);
        // Node is elsewhere on this machine.
        await writeFile(unit, (await read(path)).replace("/usr/bin/node", process.execPath));
        const verified = await exitOf("systemd-analyze", ["verify", "--man=no", unit]);
        // Elsewhere it is parsed by the tests above.
        if (verified !== undefined) expect(verified).to.deep.equal({ code: 0, output: "" });
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });
}

describe("packaging/Dockerfile", () => {
  it("builds in two stages, installs nothing of development, and runs as nobody special", async () => {
    const instructions = instructionsOf(await read("packaging/Dockerfile"));
    const bases = instructions.filter(({ name }) => name === "FROM").map(({ rest }) => rest);
    expect(bases).to.deep.equal(["node:24-slim AS build", "node:24-slim"]);
    const runs = instructions.filter(({ name }) => name === "RUN").map(({ rest }) => rest);
    const { devDependencies } = JSON.parse(await read("package.json"));
    const queue = ["bullmq", "ioredis"].map((name) => `${name}@${devDependencies[name]}`).join(" ");
    expect(runs.slice(0, 4)).to.deep.equal([
      "npm ci --ignore-scripts",
      "npm run build:package",
      "npm prune --omit=dev --ignore-scripts",
      `npm install --prefix /queue --ignore-scripts ${queue}`,
    ]);
    const users = instructions.filter(({ name }) => name === "USER").map(({ rest }) => rest);
    expect(users).to.deep.equal(["node"]);
    expect(instructions.filter(({ name }) => name === "ARG" || name === "ADD")).to.deep.equal([]);
  });

  it("copies folders that are there, which are those that its ignore file lets through", async () => {
    const instructions = instructionsOf(await read("packaging/Dockerfile"));
    const copies = instructions.filter(({ name, rest }) => name === "COPY" && !rest.startsWith("--from"));
    const sources = new Set(copies.flatMap(({ rest }) => rest.split(" ").slice(0, -1)));
    for (const source of sources) await access(new URL(source, root));
    const ignored = await read("packaging/Dockerfile.dockerignore");
    expect([...ignored.matchAll(/^!(.*)$/gm)].map(([, name]) => name).sort()).to.deep.equal([...sources].sort());
    expect(ignored).to.match(/^\*$/m);
  });

  it("starts what it compiled", async () => {
    const instructions = instructionsOf(await read("packaging/Dockerfile"));
    const [entry, command] = ["ENTRYPOINT", "CMD"].map((wanted) =>
      JSON.parse(instructions.find(({ name }) => name === wanted)!.rest),
    );
    expect([...entry, command[0]]).to.deep.equal(["node", "dist/esm/scripts/oracle.js"]);
    const { files } = JSON.parse(await read("tsconfig.build.json"));
    expect(files).to.include("scripts/oracle.ts").and.to.include("scripts/contributor.ts");
  });

  it("is healthy while the loop turns, and not otherwise", async () => {
    const check = instructionsOf(await read("packaging/Dockerfile")).find(({ name }) => name === "HEALTHCHECK");
    const [, ...argv] = JSON.parse(/CMD (\[.*\])$/.exec(check!.rest)![1]!) as string[];
    const metrics = createMetrics(new Registry());
    let lastTurnAt = Date.now();
    const status = () => ({ ...exampleStatus, lastTurnAt });
    const limits = { staleAfterSeconds: 60, maxLagBlocks: 1 };
    const server = await startStatusServer({ host: "127.0.0.1", port: 0, status, metrics, now: Date.now, ...limits });
    try {
      const here = argv.map((word) => word.replace("http://127.0.0.1:9464", server.url));
      expect(here.join(" ")).to.contain(`${server.url}/healthz`);
      expect((await exitOf(process.execPath, here))?.code).to.equal(0);
      lastTurnAt = 0;
      expect((await exitOf(process.execPath, here))?.code).to.equal(1);
    } finally {
      await server.close();
    }
  });
});
