import { expect } from "chai";
import { Interface, type ParamType, ZeroAddress } from "ethers";
import { errorsAbi } from "../../../src/abi/errorsAbi.ts";
import { decodeRevert } from "../../../src/errors/decodeRevert.ts";
import { access } from "../../../src/errors/remedies/access.ts";
import { general } from "../../../src/errors/remedies/general.ts";
import { governance } from "../../../src/errors/remedies/governance.ts";
import { market } from "../../../src/errors/remedies/market.ts";
import { registry } from "../../../src/errors/remedies/registry.ts";
import { rewards } from "../../../src/errors/remedies/rewards.ts";
import { scoring } from "../../../src/errors/remedies/scoring.ts";
import { staking } from "../../../src/errors/remedies/staking.ts";
import { token } from "../../../src/errors/remedies/token.ts";
import { training } from "../../../src/errors/remedies/training.ts";
import * as typechain from "../../../typechain-types/index.ts";

const errors = new Interface(errorsAbi);
const tables = [access, general, governance, market, registry, rewards, scoring, staking, token, training];
const explained = tables.flatMap((table) => Object.keys(table));
const declared = errorsAbi.map(({ name }) => name);

/** An argument of a type that can be found again in a text. */
function sampleOf({ type }: ParamType): unknown {
  if (type === "address") return ZeroAddress;
  if (type === "string") return "text";
  if (type === "uint8") return 1n;
  const bytes = /^bytes(\d+)$/.exec(type);
  return bytes === null ? 2n : `0x${"ab".repeat(Number(bytes[1]))}`;
}

describe("explainError", () => {
  it("explains every error that an ABI declares, once", () => {
    expect(explained).to.have.members(declared);
  });

  it("explains every error of every contract of a deployment", () => {
    const { factories } = typechain;
    const contracts = Object.values(factories.contracts).flatMap((domain) => Object.values(domain));
    const names = contracts
      .flatMap((factory) => ("abi" in factory ? [...(factory.abi as readonly { type: string; name?: string }[])] : []))
      .filter(({ type }) => type === "error")
      .map(({ name }) => name)
      // An example for dApps to copy, of no deployment.
      .filter((name) => !name?.startsWith("LicenseGate"));
    expect(explained).to.include.members(names);
  });

  for (const { name } of errorsAbi) {
    it(`says in words what ${name} means and what to do`, () => {
      const inputs = errors.getError(name)!.inputs;
      const data = errors.encodeErrorResult(name, inputs.map(sampleOf));
      const error = decodeRevert(data);
      expect(error.errorName).to.equal(name);
      const [happened = "", remedy = "", ...rest] = error.message.split("\n");
      expect(rest).to.deep.equal([]);
      expect(happened).to.match(new RegExp(`^[^a-z].+ \\(${name}\\)\\.$`));
      expect(remedy).to.match(/^[A-Z].+\.$/);
      expect(error.message).to.not.match(/undefined|NaN|\[object|\.\.| {2}/);
    });
  }
});
