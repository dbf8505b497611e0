import { readdir, readFile } from "node:fs/promises";
import { expect } from "chai";
import { Interface, NamedFragment } from "ethers";
import { contractPage } from "../../scripts/docs/contractPage.ts";
import { contractPages } from "../../scripts/docs/contractPages.ts";
import { describeContract } from "../../scripts/docs/describeContract.ts";
import { parseNatSpec } from "../../scripts/docs/parseNatSpec.ts";
import { readCompiledContract } from "../../scripts/docs/readCompiledContract.ts";
import { ModelGovernor__factory, ScoreBoard__factory } from "../../typechain-types/index.ts";

const folder = new URL("../../docs/reference/", import.meta.url);

describe("the reference of the contracts", function () {
  this.timeout(30_000);

  it("is what `npm run docs:contracts` writes", async () => {
    const pages = await contractPages();
    expect(await readdir(folder)).to.have.members([...pages.keys()]);
    for (const [file, text] of pages) expect(await readFile(new URL(file, folder), "utf8"), file).to.equal(text);
  });

  for (const [name, abi] of [
    ["ModelGovernor", ModelGovernor__factory.abi],
    ["ScoreBoard", ScoreBoard__factory.abi],
  ] as const) {
    it(`has every function and error of ${name}, and every event`, async () => {
      const page = (await contractPages()).get(`${name}.md`)!;
      const { fragments } = new Interface(abi);
      const named = fragments.filter((fragment) => fragment instanceof NamedFragment);
      for (const { name: member } of named) expect(page).to.match(new RegExp(`\\b${member}\\b`));
    });
  }

  it("has a page that links to the hand-written one for each of those", async () => {
    const pages = await contractPages();
    for (const file of await readdir(new URL("../contracts/", folder))) {
      expect(pages.get(file), file).to.include(`](../contracts/${file})`);
    }
  });
});

describe("describeContract", function () {
  this.timeout(30_000);

  it("takes the order of the interface, and its remarks beside the contract's own", async () => {
    const { functions } = describeContract(await readCompiledContract("contracts/market/LicenseMarket.sol"));
    expect(functions.slice(0, 3).map(({ name }) => name)).to.deep.equal(["createOffer", "listDataset", "updateOffer"]);
    const withdraw = functions.find(({ name }) => name === "withdraw")!;
    expect(withdraw.selector).to.equal("0x983d95ce");
    expect(withdraw.texts).to.have.length(3);
    expect(withdraw.texts[1]).to.equal("A payment that its receiver cannot take becomes a credit.");
  });

  it("tells what is restricted, and what is OpenZeppelin's", async () => {
    const { functions } = describeContract(await readCompiledContract("contracts/token/CommonToken.sol"));
    const of = (wanted: string) => functions.find(({ name }) => name === wanted)!;
    expect([of("mint").isRestricted, of("mint").isStandard]).to.deep.equal([true, false]);
    expect([of("transfer").isRestricted, of("transfer").isStandard]).to.deep.equal([false, true]);
  });

  it("has structs and enums with the words of their members, and constants with their values", async () => {
    const { types, constants } = describeContract(await readCompiledContract("contracts/rewards/RewardPool.sol"));
    expect(types.find(({ name }) => name === "Share")?.fields.map(({ name }) => name)).to.include("score");
    expect(constants.find(({ name }) => name === "FULL_SCORE")?.value).to.equal("1e9");
  });

  it("has modifiers of an abstract contract", async () => {
    const { inheritable } = describeContract(await readCompiledContract("contracts/examples/LicenseGate.sol"));
    expect(inheritable.map(({ name }) => name)).to.deep.equal(["onlyLicensed", "constructor", "_requireLicense"]);
  });

  describe("when the contract was not built", () => {
    it("throws NOT_BUILT", async () => {
      const error = await readCompiledContract("contracts/market/Nothing.sol").catch((thrown) => thrown);
      expect(error).to.include({ code: "NOT_BUILT" });
      expect(error.message).to.include("npm run build");
    });
  });
});

describe("contractPage", () => {
  it("writes references as code, lists as lists, and who may call what is restricted", () => {
    const act = {
      name: "act",
      selector: "0x01020304",
      mutability: "nonpayable",
      inputs: [{ name: "id", type: "uint256", isIndexed: false, text: "See {IOther-thing}." }],
      outputs: [],
      texts: ["Acts like {other}. Two rules: - One. - Two."],
      isRestricted: true,
      isStandard: false,
    };
    const docs = { name: "Thing", sourcePaths: ["contracts/Thing.sol"], isAbstract: false, texts: ["A thing."] };
    const none = { constructorInputs: [], inheritable: [], constants: [], types: [], events: [], errors: [] };
    const page = contractPage(
      { ...docs, ...none, functions: [act] },
      { manual: { path: "../Thing.md", text: "### act(id) → x\n" }, callerOf: (name) => `KEEPER of ${name}` },
    );
    expect(page).to.include("Acts like `other`. Two rules:\n- One.\n- Two.\n");
    expect(page).to.include("- `id`: See `IOther.thing`.");
    expect(page).to.include("Role KEEPER of act.");
    expect(page).to.include("[Effects and reverts](../Thing.md#actid--x)");
  });
});

describe("parseNatSpec", () => {
  it("reads tags that span lines", () => {
    expect(parseNatSpec("@notice An offer\n of much.\n @param kind What `id`\n is.\n @dev Slowly.")).to.deep.equal({
      notice: "An offer of much.",
      dev: "Slowly.",
      params: { kind: "What `id` is." },
    });
  });
});
