import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { Abi, ContractFunctionArgs, ContractFunctionReturnType } from "viem";
import { abiModules } from "../../../packaging/npm/abiModules.ts";
import { readAbis } from "../../../packaging/npm/readAbis.ts";
import { signatureOf } from "../../../packaging/npm/signatureOf.ts";
import * as abis from "../../../src/abi/index.ts";
import type { licenseMarketAbi } from "../../../src/abi/licenseMarketAbi.ts";
import type { modelRegistryAbi } from "../../../src/abi/modelRegistryAbi.ts";

const root = new URL("../../../", import.meta.url);

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

describe("commonweights/abi", () => {
  it("has the ABI of every contract as the compiler wrote it", async () => {
    const compiled = await readAbis(root);
    expect(compiled.size).to.be.above(10);
    for (const [contract, abi] of compiled) {
      const name = `${contract.charAt(0).toLowerCase()}${contract.slice(1)}Abi`;
      expect(abis, name).to.have.property(name).that.deep.equals(abi);
    }
  });

  it("has every error of every contract once in errorsAbi", async () => {
    const all = [...(await readAbis(root)).values()].flat().filter(({ type }) => type === "error");
    expect(abis.errorsAbi.map(signatureOf)).to.deep.equal([...new Set(all.map(signatureOf))].sort());
  });

  it("is committed as the build writes it", async () => {
    for (const [file, text] of abiModules(await readAbis(root))) {
      expect(await readFile(new URL(`src/abi/${file}`, root), "utf8"), file).to.equal(text);
    }
  });

  it("tells viem the types of arguments and results", () => {
    // The compiler checks these; running them proves nothing more.
    const isAbi: typeof modelRegistryAbi extends Abi ? true : false = true;
    const arguments_: Same<
      ContractFunctionArgs<typeof licenseMarketAbi, "view", "isLicenseValid">,
      readonly [bigint, `0x${string}`, number, bigint]
    > = true;
    const result: Same<ContractFunctionReturnType<typeof licenseMarketAbi, "view", "isLicenseValid">, boolean> = true;
    expect([isAbi, arguments_, result]).to.deep.equal([true, true, true]);
  });
});
