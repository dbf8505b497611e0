import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { Readable } from "node:stream";
import type { SendRequest } from "../../src/chain/ReadProvider.ts";
import { sendOverHttp } from "../../src/chain/sendOverHttp.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { createLeash } from "./createLeash.ts";

/** When blocks appear: with every transaction, on demand, or at a steady pace. */
export type Mining = "instant" | "manual" | { readonly secondsPerBlock: number };

export type StartNodeParameters = {
  readonly mining?: Mining;
  readonly chainId?: number;
  /** Unlocked accounts with 10,000 ETH each. */
  readonly accounts?: number;
  /** Timestamp of block 0, in seconds; without it, now. */
  readonly genesis?: bigint;
  /** TCP port on 127.0.0.1; without it, a free one. */
  readonly port?: number;
  /** States that the node keeps for reads of the past and for going back. */
  readonly keptStates?: number;
};

/** A node that runs as a process of its own. */
export type DevNode = {
  readonly url: string;
  readonly pid: number;
  /** Sends one JSON-RPC request and resolves to its result. */
  readonly send: SendRequest;
  setMining(mining: Mining): Promise<void>;
  /** Ends the process and resolves when it is gone. */
  stop(): Promise<void>;
  /** Resolves when the process is gone, stopped or not. */
  readonly gone: Promise<void>;
};

/** Addresses are drawn from the node's own mnemonic, which the whole world knows: nothing of value may go there. */
const DEFAULTS = { mining: "instant", chainId: 31_337, accounts: 10, port: 0, keptStates: 256 } as const;
const TAIL_CHARACTERS = 2_000;

type AnvilProcess = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Starts Anvil, a node that is not Hardhat's, with EIP-1559 fees as on a real chain and transactions in order of arrival.
 * Resolves when it answers.
 * @throws BaseError `NODE_MISSING` when there is no binary for this machine, `PORT_TAKEN`, `NODE_FAILED` with its last words.
 */
export async function startNode(parameters: StartNodeParameters = {}): Promise<DevNode> {
  const { mining, chainId, accounts, genesis, port, keptStates } = { genesis: undefined, ...DEFAULTS, ...parameters };
  const child = spawn(
    anvilPath(),
    [
      ...["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(chainId)],
      ...["--accounts", String(accounts), "--order", "fifo", "--no-mining", "--prune-history", String(keptStates)],
      ...(genesis === undefined ? [] : ["--timestamp", String(genesis)]),
    ],
    // A group of its own: Ctrl-C in a terminal is for us, who then stop the node when nobody needs it any more.
    { stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  const leash = createLeash();
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await gone;
    }
    leash.release();
  };
  try {
    const url = await urlOf(child, port);
    leash.hold(child.pid!);
    const send = sendOverHttp(url);
    await send("anvil_setLoggingEnabled", [false]);
    const setMining = async (next: Mining) => {
      // In this order: an interval, even none, ends instant mining.
      await send("evm_setIntervalMining", [typeof next === "object" ? next.secondsPerBlock : 0]);
      if (next === "instant") await send("evm_setAutomine", [true]);
    };
    if (mining !== "manual") await setMining(mining);
    return { url, pid: child.pid!, send, setMining, stop, gone };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The platform package's own binary: the launcher of the package around it does not pass signals on. */
function anvilPath(): string {
  const platform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  const suffix = process.platform === "win32" ? ".exe" : "";
  try {
    const fromLauncher = createRequire(createRequire(import.meta.url).resolve("@foundry-rs/anvil/package.json"));
    return fromLauncher.resolve(`@foundry-rs/anvil-${platform}/bin/anvil${suffix}`);
  } catch (cause) {
    throw new BaseError("NODE_MISSING", `There is no Anvil for ${platform} in node_modules.`, {
      remedy: "Install it beside this package (npm install --save-dev @foundry-rs/anvil), on Linux or macOS.",
      cause,
    });
  }
}

/** Waits for the line that says where the node listens; what it prints afterwards is read and thrown away. */
function urlOf(child: AnvilProcess, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer) => {
      said = (said + chunk).slice(-TAIL_CHARACTERS);
      const address = /Listening on (\S+)/.exec(said)?.[1];
      if (address === undefined) return;
      for (const stream of [child.stdout, child.stderr]) stream.off("data", listen).resume();
      resolve(`http://${address}`);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    const fail = (what: string, cause?: unknown) =>
      reject(
        /address already in use/i.test(said)
          ? new BaseError("PORT_TAKEN", `Port ${port} of 127.0.0.1 is taken.`, {
              remedy: "Stop what listens there, another devnet perhaps, or give --port 0 for a free one.",
            })
          : new BaseError("NODE_FAILED", `Anvil ${what} before it listened: ${said.trim()}`, {
              remedy: "Start it again, and report what it says when it does not help.",
              cause,
            }),
      );
    child.on("error", (cause) => fail("could not be started", cause));
    child.on("exit", (code, signal) => fail(`ended (${signal ?? code})`));
  });
}
