import { expect } from "chai";
import type { AbiEntry } from "../../packaging/npm/AbiEntry.ts";
import { beforeOne } from "../../packaging/npm/beforeOne.ts";
import { checkAbi } from "../../packaging/npm/checkAbi.ts";
import { readAbis } from "../../packaging/npm/readAbis.ts";
import { snapshotOf } from "../../packaging/npm/snapshotOf.ts";
import { BaseError } from "../../src/errors/BaseError.ts";

const root = new URL("../../", import.meta.url);
const changeset = (bump: string, name = "commonweights") => `---\n"${name}": ${bump}\n---\n\nSomething changed\n`;

/** The contracts as they are, and with ModelRegistry's ABI changed. */
async function altered(change: (abi: readonly AbiEntry[]) => readonly AbiEntry[]) {
  const abis = await readAbis(root);
  const released = snapshotOf(abis);
  return { released, current: snapshotOf(new Map(abis).set("ModelRegistry", change(abis.get("ModelRegistry")!))) };
}

/** An ABI with the entry of that name changed. */
const changed = (name: string, by: (entry: AbiEntry) => AbiEntry) => (abi: readonly AbiEntry[]) =>
  abi.map((entry) => (entry.name === name ? by(entry) : entry));
const without = (wanted: (entry: AbiEntry) => boolean) => (abi: readonly AbiEntry[]) =>
  abi.filter((entry) => !wanted(entry));

function refusal(parameters: Parameters<typeof checkAbi>[0]): string {
  try {
    checkAbi(parameters);
  } catch (error) {
    expect(error).to.be.instanceOf(BaseError).with.property("code", "ABI_CHANGED");
    return (error as BaseError).message;
  }
  return expect.fail("the change was taken");
}

describe("checkAbi", () => {
  describe("when nothing changed", () => {
    it("passes without a changeset", async () => {
      const snapshots = await altered((abi) => [...abi].reverse());
      expect(checkAbi({ ...snapshots, changesets: [] })).to.deep.equal([]);
    });
  });

  describe("when callers may break", () => {
    for (const [what, change, said] of [
      ["a function is gone", without(({ name }) => name === "register"), "function register(bytes32,bytes32) is gone"],
      ["an event is gone", without(({ name }) => name === "ModelRegistered"), "event ModelRegistered("],
      [
        "an error is gone",
        without(({ name }) => name === "ModelRegistryEmptyDigest"),
        "error ModelRegistryEmptyDigest() is gone",
      ],
      ["the constructor is another", without(({ type }) => type === "constructor"), "constructor is gone"],
      [
        "an argument has another type",
        changed("register", (entry) => ({ ...entry, inputs: [{ name: "cardDigest", type: "bytes" }] })),
        "function register(bytes32,bytes32) is gone",
      ],
      [
        "what a function gives is another",
        changed("cardOf", (entry) => ({ ...entry, outputs: [{ name: "cardDigest", type: "bytes" }] })),
        'function cardOf(uint256) was "view (uint256 modelId) returns (bytes32 cardDigest)" and is "view (uint256 modelId) returns (bytes cardDigest)"',
      ],
      [
        "a function is not a view any more",
        changed("cardOf", (entry) => ({ ...entry, stateMutability: "nonpayable" })),
        'and is "nonpayable (uint256 modelId)',
      ],
      [
        "an argument of an event is not indexed any more",
        changed("ModelCardUpdated", ({ inputs = [], ...entry }) => ({
          ...entry,
          inputs: inputs.map((input) => ({ ...input, indexed: false })),
        })),
        'was "(uint256 indexed modelId, bytes32 cardDigest)" and is "(uint256 modelId, bytes32 cardDigest)"',
      ],
    ] as const) {
      describe(`because ${what}`, () => {
        it("fails, names the change, and says what to run", async () => {
          const message = refusal({ ...(await altered(change)), changesets: [changeset("minor")] });
          expect(message).to.contain("no changeset says major").and.contain("- major: ModelRegistry: ");
          expect(message).to.contain(said).and.contain("run npx changeset, choose major");
        });

        it("passes with a changeset that says major", async () => {
          const changesets = [changeset("patch"), changeset("major")];
          expect(checkAbi({ ...(await altered(change)), changesets })).not.to.be.empty;
        });
      });
    }

    it("fails when a contract is gone, or the changeset is another package's", async () => {
      const { released } = await altered((abi) => abi);
      const { Staking: _, ...current } = released;
      const changesets = [changeset("major", "commonweights-indexer")];
      expect(refusal({ released, current, changesets })).to.contain("- major: Staking is gone");
    });
  });

  describe("when something is new", () => {
    const added: AbiEntry = { type: "function", name: "licenseOf", inputs: [], outputs: [], stateMutability: "view" };

    it("fails without a changeset, or with one that says patch", async () => {
      const snapshots = await altered((abi) => [...abi, added]);
      for (const changesets of [[], [changeset("patch")], ["no front matter: major\n"]]) {
        expect(refusal({ ...snapshots, changesets })).to.contain("- minor: ModelRegistry: function licenseOf() is new");
      }
    });

    it("passes with minor or major", async () => {
      const snapshots = await altered((abi) => [...abi, added]);
      for (const bump of ["minor", "major"]) {
        expect(checkAbi({ ...snapshots, changesets: [changeset(bump)] })).to.have.length(1);
      }
    });
  });
});

describe("beforeOne", () => {
  it("lowers what the front matter says by one, and leaves the text", () => {
    expect(beforeOne(`${changeset("major")}\nkind: major\n`)).to.equal(`${changeset("minor")}\nkind: major\n`);
    expect(beforeOne(changeset("minor"))).to.equal(changeset("patch"));
    expect(beforeOne(changeset("patch"))).to.equal(changeset("patch"));
  });
});
