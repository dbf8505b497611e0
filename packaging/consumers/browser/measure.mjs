import { gzipSync } from "node:zlib";
import { build } from "vite";

/** Minified bytes of a program that is one import and one use of it; ethers is what a dApp has anyway. */
const programs = {
  'import { modelRegistryAbi } from "commonweights/abi"': "console.log(modelRegistryAbi)",
  'import { addressesOf } from "commonweights/addresses"': "console.log(addressesOf(31337))",
  'import { IModelRegistry__factory } from "commonweights"': "console.log(IModelRegistry__factory.connect)",
  'import { ModelRegistry__factory } from "commonweights"': "console.log(ModelRegistry__factory.connect)",
  'import { isLicenseValid } from "commonweights/sdk"': "console.log(isLicenseValid)",
  'import { buyLicense } from "commonweights/sdk"': "console.log(buyLicense)",
};

for (const [line, use] of Object.entries(programs)) {
  const entry = "\0program";
  const built = await build({
    logLevel: "error",
    configFile: false,
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === "program" ? entry : undefined),
        load: (id) => (id === entry ? `${line};\n${use};` : undefined),
      },
    ],
    build: { write: false, rollupOptions: { input: "program", external: ["ethers"] } },
  });
  const code = built.output.map((chunk) => chunk.code ?? "").join("");
  console.log(`- ${line}: ${code.length} bytes, ${gzipSync(code).length} compressed`);
}
