import { expect } from "chai";
import { Interface } from "ethers";
import { callInWords, type WordedCall } from "../../cli/writing/callInWords.ts";
import { contractInterfaces } from "../../cli/writing/contractInterfaces.ts";
import { addressesOf } from "../../src/addresses/addressesOf.ts";
import type { Addresses } from "../../src/client.ts";

const addresses = addressesOf(31_337);
const WHO = "0x00000000000000000000000000000000000000AA";
const DIGEST = `0x${"12".repeat(32)}`;
const COMMON = 10n ** 18n;

const say = (call: WordedCall) =>
  callInWords(call, {
    addresses,
    unit: { symbol: "COMMON", decimals: 18 },
    nameOf: (address) => (address === addresses.timelock ? "the timelock" : address),
  });
const call = (contract: keyof Addresses, name: string, args: readonly unknown[], value = 0n): WordedCall => ({
  to: addresses[contract],
  data: contractInterfaces[contract].abi().encodeFunctionData(name, args),
  value,
});

/** What governance can do, and how members read it. */
const cases: readonly (readonly [WordedCall, string])[] = [
  [call("modelRegistry", "promote", [1, 2, 3, DIGEST]), "Promote version 3 of model 1 in place of version 2"],
  [
    call("modelRegistry", "rollback", [1, 3, 2]),
    "Roll model 1 back from version 3 to version 2; version 3 can never be live again",
  ],
  [
    call("modelRegistry", "flag", [1, 3, DIGEST]),
    `Flag version 3 of model 1 as unsafe or unlawful, for good; the reason is the document ${DIGEST}`,
  ],
  [
    call("trainingRounds", "contestProvenance", [4, DIGEST]),
    `Contest the provenance of round 4, whose version can then not be promoted; the reason is the document ${DIGEST}`,
  ],
  [
    call("scoreBoard", "setParameters", [{ minSeatStake: 5n * COMMON, quorumBps: 6_667, slashBps: 1_000 }]),
    "Let future seats hold at least 5 COMMON, committees need 66.67% of their stake to reveal, and silent members lose 10% of theirs",
  ],
  [call("licenseMarket", "setTokenAllowed", [WHO, true]), `Allow payments of licenses in the token ${WHO}`],
  [call("rewardPool", "setTokenAllowed", [WHO, false]), `No longer allow new payments into pots in the token ${WHO}`],
  [call("commonToken", "transfer", [WHO, 3n * COMMON]), `Send 3 COMMON from the timelock to ${WHO}`],
  [call("commonToken", "mint", [WHO, COMMON]), `Mint 1 COMMON for ${WHO}`],
  [call("modelGovernor", "setVotingDelay", [3600]), "Let voting start 1 hour after a proposal"],
  [call("modelGovernor", "setVotingPeriod", [86_400]), "Let voting last 1 day"],
  [call("modelGovernor", "setProposalThreshold", [7n * COMMON]), "Let proposing take 7 COMMON of votes"],
  [call("modelGovernor", "updateQuorumNumerator", [5]), "Let a decision need 5% of the supply for it or abstaining"],
  [call("timelock", "updateDelay", [172_800]), "Let the timelock wait 2 days between queueing and executing"],
  [call("accessManager", "grantRole", [4, WHO, 0]), `Grant ${WHO} the role MINTER`],
  [
    call("accessManager", "grantRole", [0, WHO, 3600]),
    `Grant ${WHO} the role ADMIN, which may change every permission; it has to announce what it does 1 hour before`,
  ],
  [call("accessManager", "revokeRole", [1, addresses.timelock]), "Revoke the role GOVERNOR from the timelock"],
  [
    call("accessManager", "setTargetFunctionRole", [
      addresses.modelRegistry,
      [contractInterfaces.modelRegistry.abi().getFunction("flag")!.selector, "0x12345678"],
      1,
    ]),
    `Let holders of GOVERNOR call flag, 0x12345678 of ${addresses.modelRegistry}`,
  ],
  [
    call("modelGovernor", "relay", [addresses.commonToken, 0, call("commonToken", "transfer", [WHO, COMMON]).data]),
    `As the governor: Send 1 COMMON from the timelock to ${WHO}`,
  ],
  [{ to: WHO, data: "0x", value: COMMON }, `Send 1 ETH to ${WHO}`],
  [
    { to: WHO, data: "0x12345678ff", value: COMMON },
    `Call ${WHO} with 5 bytes that nobody here can read (0x12345678), and send 1 ETH along`,
  ],
  [call("staking", "requestExit", [5]), "Staking.requestExit(amount: 5)"],
];

describe("callInWords", () => {
  for (const [given, words] of cases) {
    it(`says "${words}"`, () => {
      expect(say(given)).to.equal(words);
    });
  }

  it("believes no foreign token's word for its amounts", () => {
    const erc20 = new Interface(["function transfer(address to, uint256 value)"]);
    const words = say({ to: WHO, data: erc20.encodeFunctionData("transfer", [addresses.timelock, 12]) });
    expect(words).to.equal(`Send 12 of the smallest units of token ${WHO} from the timelock to the timelock`);
  });

  it("keeps a stranger's text from moving the cursor or beginning a line", () => {
    const words = say(call("accessManager", "labelRole", [4, "x\u001b[2K\n  2. Do nothing"]));
    expect(words).to.match(/^Call the role MINTER "x\P{Cc}+"$/u);
  });

  it("shows what is done at once", () => {
    const { data } = call("accessManager", "grantRole", [0, WHO, 0]);
    const promote = call("accessManager", "execute", [
      addresses.modelRegistry,
      call("modelRegistry", "promote", [1, 2, 3, DIGEST]).data,
    ]).data;
    expect(say(call("accessManager", "multicall", [[data, promote]]))).to.equal(
      `At once: 1) Grant ${WHO} the role ADMIN, which may change every permission; ` +
        "2) Through the access manager: Promote version 3 of model 1 in place of version 2",
    );
    expect(say(call("accessManager", "multicall", [Array(12).fill(data)]))).to.match(
      /; and 2 more calls that are not shown$/,
    );
  });

  it("looks into calls of calls only so deep", () => {
    let nested = call("accessManager", "labelRole", [1, "x"]);
    for (let k = 0; k < 300; k++) nested = call("accessManager", "execute", [addresses.accessManager, nested.data]);
    expect(say(nested)).to.match(
      /^(Through the access manager: ){5}\d+ bytes with more calls inside, too deep to show$/,
    );
  });

  it("reads calldata that is cut off as nothing", () => {
    const { to, data } = call("modelRegistry", "promote", [1, 2, 3, DIGEST]);
    expect(say({ to, data: data.slice(0, 80) })).to.match(/ with 39 bytes that nobody here can read/);
  });
});
