import { expect } from "chai";
import { sha256 as sha256Hex, toUtf8Bytes } from "ethers";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { sha256 } from "multiformats/hashes/sha2";
import { ethers, networkHelpers } from "../support/marketFixture.ts";

async function cidHarness() {
  return ethers.deployContract("CidHarness");
}

describe("Cid.toUri", () => {
  for (const content of ["", "a", "Commonweights", "x".repeat(1_000)]) {
    it(`writes the CIDv1 that multiformats writes for ${content.length} bytes`, async () => {
      const harness = await networkHelpers.loadFixture(cidHarness);
      const bytes = toUtf8Bytes(content);
      const cid = CID.createV1(raw.code, await sha256.digest(bytes));
      expect(await harness.getFunction("toUri")(sha256Hex(bytes))).to.equal(`ipfs://${cid.toString()}`);
    });
  }

  for (const digest of [`0x${"00".repeat(32)}`, `0x${"ff".repeat(32)}`, `0x${"00".repeat(31)}01`]) {
    it(`writes a CIDv1 that multiformats reads back to ${digest.slice(0, 6)}…${digest.slice(-4)}`, async () => {
      const harness = await networkHelpers.loadFixture(cidHarness);
      const uri: string = await harness.getFunction("toUri")(digest);
      const cid = CID.parse(uri.slice("ipfs://".length));
      expect(cid.version).to.equal(1);
      expect(cid.code).to.equal(raw.code);
      expect(ethers.hexlify(cid.multihash.digest)).to.equal(digest);
    });
  }
});
