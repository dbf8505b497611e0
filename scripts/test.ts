import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Runs all Solidity and TypeScript tests and ends with one line that counts them. */
const hardhat = fileURLToPath(new URL("../node_modules/hardhat/dist/src/cli.js", import.meta.url));
const child = spawn(process.execPath, [hardhat, "test", ...process.argv.slice(2)], {
  stdio: ["ignore", "pipe", "inherit"],
});
let output = "";
child.stdout.on("data", (chunk: Buffer) => {
  output += chunk;
  process.stdout.write(chunk);
});
child.on("close", (code) => {
  // Each runner counts its own, indented; the last line, not indented, adds them up.
  const count = (word: string) => {
    const counts = [...output.matchAll(new RegExp(`^(\\s*)(\\d+) ${word}\\b`, "gm"))];
    const total = counts.findLast(([, indent]) => indent?.replaceAll("\n", "") === "");
    return total === undefined ? counts.reduce((sum, [, , n]) => sum + Number(n), 0) : Number(total[2]);
  };
  console.log(`${count("passing")} passed, ${count("failing")} failed`);
  process.exitCode = code ?? 1;
});
