import { expect } from "chai";
import { keccak256 } from "ethers";
import { checkChain } from "../../../services/daemon/checkChain.ts";
import { createQuorum } from "../../../src/chain/createQuorum.ts";
import type { RpcAnswer, RpcCall } from "../../../src/chain/Endpoint.ts";
import type { Addresses } from "../../../src/client.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { endpointOf } from "../../src/chain/endpointOf.ts";
import { rejection } from "../../src/node/support/rejection.ts";
import { exampleAddresses } from "../operation/exampleConfig.ts";

const addresses = exampleAddresses as Addresses;
const CODE = "0x6001";

/** Checks a chain of which two nodes of three say so, while the third lies. */
function check(
  answer: (call: RpcCall) => RpcAnswer | undefined = () => undefined,
  codeHashes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const honest = (call: RpcCall): RpcAnswer =>
    answer(call) ?? { result: call.method === "eth_chainId" ? "0x7a69" : CODE };
  const lying = (call: RpcCall): RpcAnswer => ({ result: call.method === "eth_chainId" ? "0x1" : "0x" });
  const endpoints = [endpointOf("liar", lying), endpointOf("one", honest), endpointOf("two", honest)];
  return checkChain({ quorum: createQuorum({ endpoints, needed: 2 }), chainId: 31_337n, addresses, codeHashes });
}

const codeOf = (address: string) => (call: RpcCall) =>
  call.method === "eth_getCode" && call.params[0] === address ? { result: "0x" } : undefined;

describe("checkChain", () => {
  it("is content with the right chain and contracts, whatever one node says", async () => {
    await check();
    await check(() => undefined, { scoreBoard: keccak256(CODE) });
  });

  describe("given another chain", () => {
    it("throws WRONG_CHAIN with both numbers", async () => {
      const error = await rejection(check(({ method }) => (method === "eth_chainId" ? { result: "0xa" } : undefined)));
      expect(error).to.be.instanceOf(BaseError).and.not.instanceOf(RetryableError);
      expect(error.code).to.equal("WRONG_CHAIN");
      expect(error.message).to.match(/chain 10;.*31337/);
    });
  });

  for (const name of Object.keys(addresses) as (keyof Addresses)[]) {
    describe(`given no contract at the address of ${name}`, () => {
      it("throws NO_CONTRACT with the name and the address", async () => {
        const error = await rejection(check(codeOf(addresses[name])));
        expect(error.code).to.equal("NO_CONTRACT");
        expect(error.message).to.contain(name).and.to.contain(addresses[name]);
      });
    });
  }

  describe("given other code than the configuration pins", () => {
    it("throws WRONG_CODE with the name and both hashes", async () => {
      const pinned = `0x${"ab".repeat(32)}`;
      const error = await rejection(check(() => undefined, { rewardPool: pinned }));
      expect(error.code).to.equal("WRONG_CODE");
      expect(error.message).to.contain("rewardPool").and.to.contain(pinned).and.to.contain(keccak256(CODE));
    });
  });

  describe("given nodes that do not agree", () => {
    it("throws QUORUM_MISSED, which may pass", async () => {
      let asked = 100;
      const error = await rejection(check(() => ({ result: `0x${(++asked).toString(16)}` })));
      expect(error).to.be.instanceOf(RetryableError).with.property("code", "QUORUM_MISSED");
    });
  });
});
