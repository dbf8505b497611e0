import { expect } from "chai";
import { HDNodeWallet } from "ethers";
import { devAccountIndex } from "../../../services/devnet/devAccountIndex.ts";
import { devAccounts } from "../../../services/devnet/devAccounts.ts";

const root = HDNodeWallet.fromPhrase(
  "test test test test test test test test test test test junk",
  "",
  "m/44'/60'/0'/0",
);

describe("devAccounts", () => {
  it("are the mnemonic's, by index", () => {
    const derived = Object.keys(devAccounts).map((name) => [name, root.deriveChild(devAccountIndex(name)).address]);
    expect(derived).to.deep.equal(Object.entries(devAccounts));
  });
});

describe("devAccountIndex", () => {
  it("gives everybody a key of its own, however many there are", () => {
    const numbered = (kind: string, count: number) => Array.from({ length: count }, (_, k) => `${kind}-${k + 1}`);
    const names = new Set([...Object.keys(devAccounts), ...numbered("contributor", 12), ...numbered("oracle", 16)]);
    expect(new Set([...names].map(devAccountIndex)).size).to.equal(names.size);
  });

  describe("when nobody is called that", () => {
    it("throws UNKNOWN_ACCOUNT", () => {
      for (const name of ["mallory", "oracle-0", "member-4", "toString"]) {
        expect(() => devAccountIndex(name))
          .to.throw(name)
          .with.property("code", "UNKNOWN_ACCOUNT");
      }
    });
  });
});
