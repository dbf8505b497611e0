import { expect } from "chai";
import { getAddress, keccak256, toBeHex } from "ethers";
import fc from "fast-check";
import { bloomHas } from "../../../src/chain/bloomHas.ts";
import { bloomOf } from "./bloomOf.ts";

const addresses = fc.bigInt({ min: 0n, max: 2n ** 160n - 1n }).map((value) => getAddress(toBeHex(value, 20)));

describe("bloomHas", () => {
  it("finds every address that is in the filter", () => {
    fc.assert(
      fc.property(fc.array(addresses, { minLength: 1, maxLength: 30 }), (some) => {
        const bloom = bloomOf(some.map((address) => ({ address, topics: [keccak256(address)] })));
        for (const address of some) expect(bloomHas(bloom, address)).to.equal(true);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("says of an address that is in no event that it is not, but for few", () => {
    const logs = Array.from({ length: 20 }, (_, k) => ({ address: toBeHex(k + 1, 20), topics: [] }));
    const bloom = bloomOf(logs);
    const wrong = Array.from({ length: 1_000 }, (_, k) => toBeHex(k + 1_000, 20)).filter((one) => bloomHas(bloom, one));
    // 60 of 2048 bits: three are hit by chance once in forty thousand.
    expect(wrong.length).to.be.below(3);
  });

  it("needs each of the three bits of an address", () => {
    const address = toBeHex(7n, 20);
    const bits = BigInt(bloomOf([{ address, topics: [] }]));
    for (let bit = 0n; bit < 2048n; bit++) {
      if ((bits & (1n << bit)) === 0n) continue;
      expect(bloomHas(toBeHex(bits ^ (1n << bit), 256), address)).to.equal(false);
    }
    expect(bloomHas(toBeHex(0, 256), address)).to.equal(false);
  });

  describe("given a chain that keeps no filters", () => {
    it("cannot say no", () => {
      expect(bloomHas("0x", toBeHex(7n, 20))).to.equal(true);
    });
  });
});
