#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `Error: commonweights needs Node 22.13 or newer; this is ${process.versions.node}.\n` +
      "Without installing another: npx -y -p node@24 -p commonweights commonweights --help\n",
  );
  process.exitCode = 1;
} else {
  // Only now: an older Node lacks what it imports.
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2), process);
}
