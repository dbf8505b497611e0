import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { z } from "zod";
import { baseConfigSchema } from "../../../services/operation/baseConfigSchema.ts";
import { baseConfigShape } from "../../../services/operation/baseConfigShape.ts";
import { ConfigError } from "../../../services/operation/ConfigError.ts";
import { readConfig } from "../../../services/operation/readConfig.ts";
import { expectNoSecret } from "../../src/node/keys/errorOf.ts";
import { SECRETS } from "../../src/node/keys/keyFolder.ts";
import { exampleAddresses, exampleConfig } from "./exampleConfig.ts";

const { chain, signer, fees } = exampleConfig;

describe("readConfig", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "commonweights-config-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function read(config: unknown) {
    const path = join(folder, "config.json");
    await writeFile(path, typeof config === "string" ? config : JSON.stringify(config));
    return readConfig(path, baseConfigSchema);
  }

  /** The problems that are found, after a look for planted secrets in them. */
  async function problemsOf(config: unknown): Promise<readonly string[]> {
    const error = await read(config).then(
      () => expect.fail("was read"),
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(ConfigError);
    const { code, message, stack, problems } = error as ConfigError;
    expect(code).to.equal("CONFIG_INVALID");
    for (const problem of problems) expect(message).to.contain(`\n  ${problem}\n`);
    expectNoSecret(`${message}${stack}`);
    return problems;
  }

  describe("when it says the least it may", () => {
    it("fills in the defaults, takes paths from the file on, and turns amounts into wei", async () => {
      const config = await read(exampleConfig);
      expect(config).to.deep.equal({
        chain: {
          endpoints: chain.endpoints,
          quorum: 2,
          chainId: 31337n,
          addresses: exampleAddresses,
          codeHashes: {},
          fromBlock: 7,
          finalityDepth: 128,
          confirmations: 2,
          maxClockSkewSeconds: 60,
          pollMilliseconds: 2000,
        },
        signer: {
          kind: "keystore",
          keystore: join(folder, "key.json"),
          passphraseFile: join(folder, "passphrase"),
        },
        fees: {
          maxFeePerGas: 30_000_000_000n,
          maxPriorityFeePerGas: 500_000_000n,
          bumpPermille: 125,
          bumpAfterSeconds: 60,
          minBalanceWei: 10_000_000_000_000_000n,
        },
        storage: [{ kind: "folder", path: join(folder, "storage"), limits: config.storage[0]!.limits }],
        stateFolder: join(folder, "state"),
        lockFolder: join(tmpdir(), "commonweights-keys"),
        http: null,
        log: { level: "info" },
      });
    });
  });

  for (const [endpoints, quorum] of [
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
  ] as const) {
    describe(`when ${endpoints} endpoints are given and no quorum`, () => {
      it(`needs ${quorum}, more than half`, async () => {
        const urls = Array.from({ length: endpoints }, (_, i) => `http://127.0.0.1:${i + 1}`);
        const config = await read({ ...exampleConfig, chain: { ...chain, endpoints: urls } });
        expect(config.chain.quorum).to.equal(quorum);
      });
    });
  }

  describe("when the addresses are in a file", () => {
    it("reads it, from the configuration's folder on", async () => {
      await writeFile(join(folder, "addresses.json"), JSON.stringify(exampleAddresses));
      const config = await read({ ...exampleConfig, chain: { ...chain, addresses: "addresses.json" } });
      expect(config.chain.addresses).to.deep.equal(exampleAddresses);
    });

    it("throws CONFIG_INVALID with one line for the addresses when it is not there", async () => {
      const problems = await problemsOf({ ...exampleConfig, chain: { ...chain, addresses: "nowhere.json" } });
      expect(problems).to.deep.equal([`chain.addresses: ${join(folder, "nowhere.json")} is not there or not JSON.`]);
    });
  });

  describe("when an amount is in ether", () => {
    it("is turned into wei", async () => {
      const config = await read({ ...exampleConfig, fees: { ...fees, minBalanceWei: "0.25 ether" } });
      expect(config.fees.minBalanceWei).to.equal(250_000_000_000_000_000n);
    });
  });

  for (const { what, config, lines } of [
    {
      what: "fields are missing",
      config: { ...exampleConfig, stateFolder: undefined, fees: { maxFeePerGasGwei: 1 } },
      lines: ["fees.maxPriorityFeePerGasGwei: missing; expected number", "stateFolder: missing; expected string"],
    },
    {
      what: "fields are misspelled",
      config: { ...exampleConfig, statefolder: "x", chain: { ...chain, confirmation: 3, xyzzyxyzzy: 1 } },
      lines: [
        'chain.confirmation: unknown field; did you mean "confirmations"?',
        "chain.xyzzyxyzzy: unknown field; other fields are quorum, codeHashes, finalityDepth, confirmations, maxClockSkewSeconds, pollMilliseconds",
        "statefolder: unknown field; other fields are lockFolder, http, log",
      ],
    },
    {
      what: "values are of the wrong kind",
      config: { ...exampleConfig, chain: { ...chain, fromBlock: "7", chainId: 1.5, endpoints: [] }, http: {} },
      lines: [
        "chain.endpoints: is a list of 0; expected array to have >=1 items",
        "chain.chainId: is 1.5; expected int",
        'chain.fromBlock: is "7"; expected number',
        "http.port: missing; expected number",
      ],
    },
    {
      what: "the quorum is larger than the number of endpoints",
      config: { ...exampleConfig, chain: { ...chain, quorum: 4 } },
      lines: ["chain.quorum: is 4; expected at most the number of endpoints"],
    },
    {
      what: "more confirmations are wanted than blocks can change",
      config: { ...exampleConfig, chain: { ...chain, confirmations: 9, finalityDepth: 8 } },
      lines: ["chain.confirmations: is 9; expected at most finalityDepth"],
    },
    {
      what: "an endpoint is named twice",
      config: { ...exampleConfig, chain: { ...chain, endpoints: ["http://a/KEY", "http://a/KEY"] } },
      lines: ["chain.endpoints: is a list of 2; expected endpoints that differ: one node asked twice proves nothing"],
    },
    {
      what: "an endpoint is no URL, and may hold a key",
      config: { ...exampleConfig, chain: { ...chain, endpoints: [`htps:/x/${SECRETS.passphrase}`] } },
      lines: ["chain.endpoints[0]: is a text of 30 characters; expected an http or https URL"],
    },
    {
      what: "an address is none",
      config: { ...exampleConfig, chain: { ...chain, addresses: { ...exampleAddresses, staking: "0x12" } } },
      lines: ['chain.addresses.staking: is "0x12"; expected an address'],
    },
    {
      what: "the fee for one is larger than for all",
      config: { ...exampleConfig, fees: { maxFeePerGasGwei: 1, maxPriorityFeePerGasGwei: 2 } },
      lines: ["fees.maxPriorityFeePerGasGwei: is 2; expected at most maxFeePerGasGwei"],
    },
    {
      what: "replacements offer too little",
      config: { ...exampleConfig, fees: { ...fees, bumpPercent: 12 } },
      lines: ["fees.bumpPercent: is 12; expected number to be >=12.5"],
    },
    {
      what: "an amount is a number, which loses digits",
      config: { ...exampleConfig, fees: { ...fees, minBalanceWei: 1e17 } },
      lines: [
        'fees.minBalanceWei: is 100000000000000000; expected smallest units as digits in quotes, "0.05 ether" or "20000 COMMON"',
      ],
    },
    {
      what: "an amount has another unit",
      config: { ...exampleConfig, fees: { ...fees, minBalanceWei: "1 gwei" } },
      lines: [
        'fees.minBalanceWei: is "1 gwei"; expected smallest units as digits in quotes, "0.05 ether" or "20000 COMMON"',
      ],
    },
    {
      what: "a key is written into it",
      config: { ...exampleConfig, signer: { ...signer, privateKey: SECRETS.privateKey } },
      lines: ["signer.privateKey: unknown field; other fields are passphraseFd"],
    },
    {
      what: "a passphrase is written into it",
      config: { ...exampleConfig, signer: { kind: "keystore", keystore: "k", passphrase: SECRETS.passphrase } },
      lines: [
        'signer.passphrase: unknown field; did you mean "passphraseFd"?',
        "signer.passphraseFile: missing; expected one of passphraseFile and passphraseFd",
      ],
    },
    {
      what: "the signer is of an unknown kind",
      config: { ...exampleConfig, signer: { kind: SECRETS.privateKey } },
      lines: ["signer.kind: is a text of 66 characters; expected 'keystore' | 'rpc'"],
    },
    {
      what: "a remote signer's URL holds a password",
      config: {
        ...exampleConfig,
        signer: {
          kind: "rpc",
          url: `http://u:${SECRETS.passphrase}@signer`,
          address: exampleAddresses.staking,
          secrets: { keystore: "k", passphraseFile: "p" },
        },
      },
      lines: ["signer.url: is a text of 38 characters; expected an http or https URL without a user name"],
    },
    {
      what: "a store is not described",
      config: { ...exampleConfig, storage: [{ kind: "folder" }, { kind: "tape" }] },
      lines: [
        "storage[0].path: missing; it is the folder's path",
        'storage[1].kind: is "tape"; it has a kind: "folder", "kubo", "s3" or "https"',
      ],
    },
    { what: "it is no object", config: 7, lines: ["the file: is 7; expected object"] },
    {
      what: "it is not JSON",
      config: `{\n  "signer": "${SECRETS.passphrase}",\n}`,
      lines: ["it is not JSON: line 3 column 1"],
    },
    {
      what: "a field is called __proto__",
      config: '{"chain": {"__proto__": {"quorum": 1}}, "__proto__": 1}',
      lines: ["chain.__proto__: no field may have this name", "__proto__: no field may have this name"],
    },
  ]) {
    describe(`when ${what}`, () => {
      it("throws CONFIG_INVALID with a line for each field", async () => {
        expect(await problemsOf(config)).to.deep.equal(lines);
      });
    });
  }

  describe("when what is no JSON would be quoted by the parser", () => {
    it("throws CONFIG_INVALID without a word of it", async () => {
      const [problem] = await problemsOf(`{"signer": ${SECRETS.passphrase}}`);
      expect(problem).to.equal(`it is not JSON: jq . ${join(folder, "config.json")} shows where`);
    });
  });

  describe("when the file is not there", () => {
    it("throws CONFIG_INVALID naming it", async () => {
      const path = join(folder, "nowhere.json");
      const error = await readConfig(path, baseConfigSchema).catch((reason: Error) => reason);
      expect(error).to.be.instanceOf(ConfigError).with.property("message").that.contains(`${path} cannot be used`);
    });
  });

  describe("when a service adds fields of its own", () => {
    it("reads them too, and still refuses others", async () => {
      const schema = z.strictObject({ ...baseConfigShape, seats: z.array(z.string()) });
      const path = join(folder, "own.json");
      await writeFile(path, JSON.stringify({ ...exampleConfig, seats: ["1"] }));
      expect((await readConfig(path, schema)).seats).to.deep.equal(["1"]);
      await writeFile(path, JSON.stringify({ ...exampleConfig, seat: ["1"] }));
      const error = (await readConfig(path, schema).catch((reason: unknown) => reason)) as ConfigError;
      expect(error.problems).to.deep.equal([
        "seats: missing; expected array",
        'seat: unknown field; did you mean "seats"?',
      ]);
    });
  });
});
