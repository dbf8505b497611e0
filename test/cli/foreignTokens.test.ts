import { expect } from "chai";
import { Interface, VoidSigner } from "ethers";
import type { Context } from "../../cli/Context.ts";
import { unitOf } from "../../cli/output/unitOf.ts";
import { approvalSteps } from "../../cli/writing/approvalSteps.ts";
import { devAccounts } from "../../services/devnet/devAccounts.ts";
import { addressesOf } from "../../src/addresses/index.ts";
import { calldataOf } from "../../src/chain/calldataOf.ts";
import { ReadProvider } from "../../src/chain/ReadProvider.ts";
import type { Client } from "../../src/client.ts";
import { toTypedError } from "../../src/errors/toTypedError.ts";

const erc20 = new Interface([
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
  "function allowance(address owner, address spender) view returns (uint256)",
  "function balanceOf(address account) view returns (uint256)",
  "function approve(address spender, uint256 value)",
]);
const token = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const addresses = addressesOf(31_337);
const owner = devAccounts.alice;
const spender = addresses.licenseMarket;

/** What a token answers, by function; what is missing, or throws, reverts. */
type Token = Readonly<Record<string, (...args: bigint[]) => unknown>>;

/** A client on a chain where there is nothing but a token. */
function clientOf(answers: Token): Client {
  const provider = new ReadProvider({
    chainId: 31_337n,
    blockNumber: 1,
    async send(_, [call]) {
      const { data = "0x" } = call as { data?: string };
      const { name, args } = erc20.parseTransaction({ data })!;
      try {
        const said = answers[name]!(...(args.toArray() as bigint[]));
        if (said === undefined) return "0x";
        return typeof said === "string" && said.startsWith("0x") ? said : erc20.encodeFunctionResult(name, [said]);
      } catch {
        throw toTypedError({ data: "0x08c379a0" });
      }
    },
  });
  return { addresses, runner: new VoidSigner(owner, provider) };
}

describe("a token of somebody else", () => {
  const written: Readonly<Record<string, { readonly token: Token; readonly unit: readonly [string, number] }>> = {
    "has its symbol": { token: { symbol: () => "EURC", decimals: () => 6 }, unit: ["EURC", 6] },
    "has its address beside the name of ours": {
      token: { symbol: () => "COMMON", decimals: () => 18 },
      unit: ["COMMON@0x5FbD…0aa3", 18],
    },
    "has its address beside the name of ether": {
      token: { symbol: () => "eth", decimals: () => 18 },
      unit: ["eth@0x5FbD…0aa3", 18],
    },
    "has its address beside letters that look like ours": {
      token: { symbol: () => "C\u041eMM\u041eN", decimals: () => 18 },
      unit: ["C\u041eMM\u041eN@0x5FbD…0aa3", 18],
    },
    "cannot color the terminal, turn the line or end it": {
      token: { symbol: () => "A\u001b[31m\u202e\u200b\u2028\n", decimals: () => 18 },
      unit: ["A\ufffd[31m\ufffd\ufffd\ufffd\n@0x5FbD…0aa3".replace("\n", "\ufffd"), 18],
    },
    "has its address when its symbol is no string": {
      token: { symbol: () => `0x4d4b52${"00".repeat(29)}`, decimals: () => 18 },
      unit: ["@0x5FbD…0aa3", 18],
    },
    "is counted in smallest units when it does not say its decimals": {
      token: { symbol: () => "NONE" },
      unit: ["NONE", 0],
    },
    "is counted in smallest units when its decimals are nonsense": {
      token: { symbol: () => "HUGE", decimals: () => 255 },
      unit: ["HUGE", 0],
    },
  };
  for (const [what, { token: answers, unit }] of Object.entries(written)) {
    it(what, async () => {
      const { symbol, decimals } = await unitOf(clientOf(answers), token);
      expect([symbol, decimals]).to.deep.equal(unit);
    });
  }

  describe("when an allowance is too small", () => {
    const unit = { symbol: "EURC", decimals: 6 };

    /** The values of the approvals, in order. */
    async function approvals(answers: Token): Promise<bigint[]> {
      const client = clientOf({ balanceOf: () => 100n, ...answers });
      const context = { address: async () => owner, client: async () => client } as unknown as Context;
      const parameters = { token, unit, spender, spenderName: "the market", amount: 50n };
      const { steps } = await approvalSteps(context, parameters);
      const calls = await Promise.all(steps.map(({ act }) => calldataOf(client, act)));
      return calls.flat().map(({ data }) => erc20.parseTransaction({ data })!.args.value as bigint);
    }

    it("is raised to exactly what is taken", async () => {
      expect(await approvals({ allowance: () => 0n, approve: () => undefined })).to.deep.equal([50n]);
      expect(await approvals({ allowance: () => 20n, approve: () => undefined })).to.deep.equal([50n]);
    });

    it("is taken back first where the token refuses to change it, as USDT does", async () => {
      const refuse = (_: bigint, value: bigint) => {
        if (value !== 0n) throw new Error("not from a value to a value");
      };
      expect(await approvals({ allowance: () => 20n, approve: refuse })).to.deep.equal([0n, 50n]);
    });

    it("is left alone where it is large enough", async () => {
      expect(await approvals({ allowance: () => 50n })).to.deep.equal([]);
    });
  });
});
