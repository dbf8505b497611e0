import { expect } from "chai";
import { createLogger } from "../../../services/operation/createLogger.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { expectNoSecret } from "../../src/node/keys/errorOf.ts";
import { SECRETS } from "../../src/node/keys/keyFolder.ts";

/** A logger, and the lines that it wrote. */
function logged() {
  const lines: string[] = [];
  const logger = createLogger({ level: "info", service: "oracle", destination: { write: (line) => lines.push(line) } });
  return { logger, last: () => JSON.parse(lines.at(-1)!), lines };
}

describe("createLogger", () => {
  describe("when something is said", () => {
    it("writes one line of JSON with level, time, service, fields and words", () => {
      const { logger, last, lines } = logged();
      logger.info({ roundId: 7n, gas: { used: 2n ** 80n } }, "committed");
      const { time, pid, ...rest } = last();
      expect(rest).to.deep.equal({
        level: "info",
        service: "oracle",
        roundId: "7",
        gas: { used: "1208925819614629174706176" },
        msg: "committed",
      });
      expect(Date.parse(time)).to.be.a("number").above(0);
      expect(pid).to.equal(process.pid);
      expect(lines[0]).to.match(/^[^\n]*\n$/);
    });

    it("leaves out what is below the level", () => {
      const { logger, lines } = logged();
      logger.debug("too much");
      expect(lines).to.deep.equal([]);
    });

    it("takes words with signs of a format as they are", () => {
      const { logger, last } = logged();
      logger.warn("100 %s of %d");
      expect(last().msg).to.equal("100 %s of %d");
    });
  });

  describe("when an error is said", () => {
    it("shows code, message, remedy and causes, and a stack only of what nobody expected", () => {
      const { logger, last } = logged();
      const inner = new TypeError("fetch failed", {
        cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }),
      });
      logger.error(
        { error: new BaseError("NODE_DOWN", "It is down.", { remedy: "Start it.", cause: inner }) },
        "failed",
      );
      expect(last().error).to.deep.equal({
        name: "BaseError",
        code: "NODE_DOWN",
        message: "It is down.",
        remedy: "Start it.",
        cause: {
          name: "TypeError",
          message: "fetch failed",
          cause: { name: "Error", code: "ECONNREFUSED", message: "refused" },
        },
      });
      logger.error({ error: new TypeError("x is not a function") }, "failed");
      expect(last().error.stack).to.match(/^\s+at .*createLogger\.test\.ts/);
    });

    it("ends causes that refer to themselves", () => {
      const { logger, last } = logged();
      const error = new Error("round");
      error.cause = error;
      logger.error({ error }, "failed");
      expect(JSON.stringify(last())).to.have.length.below(5000);
    });
  });

  describe("when a secret is said (OFF-8)", () => {
    const { privateKey, passphrase } = SECRETS;
    const fields = {
      passphrase,
      privateKey,
      signer: { password: passphrase, nested: [{ mnemonic: passphrase, identity: privateKey, scoreSalt: privateKey }] },
      s3: { secretAccessKey: passphrase, headers: { authorization: `Bearer ${passphrase}` } },
      map: new Map([["apiKey", passphrase]]),
      endpoint: `https://user:${passphrase}@node.example:8545/v3/${passphrase}?key=${passphrase}`,
      url: new URL(`https://node.example/${passphrase}`),
      bytes: Buffer.from(passphrase),
      identityText: `opened with AGE-SECRET-KEY-1${passphrase}`,
      error: new Error(`bad response (requestUrl="https://node.example/v3/${passphrase}", code=1)`, {
        cause: new BaseError("X", `no wss://x.example/${passphrase}`, {
          remedy: `Ask https://${passphrase}@x.example/`,
        }),
      }),
    };

    for (const [how, say] of [
      ["as a field", (logger) => logger.info(fields, "said")],
      ["by a child", (logger) => logger.child(fields).child({ fields }).info("said")],
      ["in the words", (logger) => logger.info(`asking ${fields.endpoint}, then ${fields.identityText}`)],
      ["in the words, beside fields", (logger) => logger.info({}, `asking ${fields.endpoint}`)],
    ] as const satisfies readonly (readonly [string, (logger: ReturnType<typeof logged>["logger"]) => void])[]) {
      it(`does not write it ${how}`, () => {
        const { logger, lines } = logged();
        say(logger);
        expect(lines).to.have.length(1);
        expectNoSecret(lines[0]!);
      });
    }

    it("still names hosts, and says that there was a secret", () => {
      const { logger, last } = logged();
      logger.info(fields, "said");
      expect(last()).to.deep.include({
        endpoint: "https://node.example:8545",
        url: "https://node.example",
        passphrase: "[secret]",
        bytes: `[${passphrase.length} bytes]`,
      });
      expect(last().error.message).to.equal('bad response (requestUrl="https://node.example", code=1)');
    });

    it("keeps what only sounds like one", () => {
      const { logger, last } = logged();
      logger.info({ passphraseFile: "/etc/x", commonToken: "0x12", key: "commit.7" }, "said");
      expect(last()).to.include({ passphraseFile: "/etc/x", commonToken: "0x12", key: "commit.7" });
    });
  });
});
