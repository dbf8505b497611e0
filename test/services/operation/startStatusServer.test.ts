import { request } from "node:http";
import { connect } from "node:net";
import { expect } from "chai";
import { Registry } from "prom-client";
import { createMetrics } from "../../../services/operation/createMetrics.ts";
import { startStatusServer } from "../../../services/operation/startStatusServer.ts";
import type { ServiceStatus } from "../../../src/chain/ServiceStatus.ts";
import { exampleStatus, TURNED_AT } from "./exampleStatus.ts";

const LIMITS = { staleAfterSeconds: 10, maxLagBlocks: 5 };

/** What a server answers that tells of this status, some seconds after the loop turned. */
async function ask<T>(
  status: ServiceStatus | undefined,
  use: (url: string) => Promise<T>,
  secondsLater = 0,
): Promise<T> {
  const metrics = createMetrics(new Registry());
  const now = () => TURNED_AT + secondsLater * 1000;
  const server = await startStatusServer({ host: "127.0.0.1", port: 0, status: () => status, metrics, now, ...LIMITS });
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}

const get = (path: string) => async (url: string) => {
  const response = await fetch(url + path);
  return { code: response.status, type: response.headers.get("content-type"), body: await response.text() };
};

/** Code of the answer to a request by any method. */
const codeOf = (method: string, path: string) => (url: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const sent = request(url + path, { method }, (response) => resolve(response.resume().statusCode));
    sent.on("error", reject).end();
  });

describe("startStatusServer", () => {
  describe("/healthz", () => {
    it("answers 200 while the loop turns", async () => {
      expect((await ask(exampleStatus, get("/healthz"), 10)).code).to.equal(200);
    });

    it("answers 503 when the loop did not turn for too long", async () => {
      expect((await ask(exampleStatus, get("/healthz"), 10.001)).code).to.equal(503);
    });

    it("answers 503 while the service starts", async () => {
      expect((await ask(undefined, get("/healthz"))).code).to.equal(503);
    });
  });

  describe("/readyz", () => {
    it("answers 200 while the service does its work", async () => {
      const { code, type, body } = await ask(exampleStatus, get("/readyz"));
      expect([code, type]).to.deep.equal([200, "application/json"]);
      expect(JSON.parse(body)).to.deep.equal({ ready: true, lagBlocks: 1, reasons: [] });
    });

    for (const { change, reason, later = 0 } of [
      { change: { isHalted: true }, reason: "it is halted: see its log" },
      { change: { isPassive: true }, reason: "another process acts with this key" },
      { change: { head: undefined }, reason: "no block is agreed on yet" },
      { change: { lagBlocks: 6 }, reason: "it is 6 blocks behind" },
      { change: {}, reason: "its loop did not turn for 10 s", later: 11 },
    ]) {
      it(`answers 503 because ${reason}`, async () => {
        const { code, body } = await ask({ ...exampleStatus, ...change }, get("/readyz"), later);
        expect(code).to.equal(503);
        expect(JSON.parse(body)).to.deep.include({ ready: false, reasons: [reason] });
      });
    }

    it("answers 503 while the service starts", async () => {
      const { code, body } = await ask(undefined, get("/readyz"));
      expect(code).to.equal(503);
      expect(JSON.parse(body)).to.deep.equal({ ready: false, lagBlocks: null, reasons: ["it is starting"] });
    });
  });

  describe("/metrics", () => {
    it("answers with what the status says now", async () => {
      const { code, type, body } = await ask(exampleStatus, get("/metrics"));
      expect([code, type?.split(";")[0]]).to.deep.equal([200, "text/plain"]);
      expect(body).to.contain("\ncommonweights_head_block 1234\n");
    });
  });

  describe("when something else is asked", () => {
    it("answers 404 for other paths", async () => {
      expect(await ask(exampleStatus, codeOf("GET", "/healthz/../secrets"))).to.equal(404);
    });

    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      it(`answers 405 to ${method}`, async () => {
        expect(await ask(exampleStatus, codeOf(method, "/healthz"))).to.equal(405);
      });
    }

    it("answers 431 to headers of more than 8 KiB", async () => {
      const send = (url: string) => fetch(url, { headers: { x: "x".repeat(9000) } });
      expect((await ask(exampleStatus, send)).status).to.equal(431);
    });
  });

  describe("when the server is closed while somebody is connected", () => {
    it("cuts the connection", async () => {
      const closed = await ask(exampleStatus, async (url) => {
        const socket = connect(Number(new URL(url).port), "127.0.0.1");
        await new Promise((resolve) => socket.once("connect", resolve));
        return { ended: new Promise((resolve) => socket.once("close", resolve)) };
      });
      await closed.ended;
    });
  });

  describe("when the port is taken", () => {
    it("throws PORT_UNUSABLE naming it", async () => {
      await ask(exampleStatus, async (url) => {
        const port = Number(new URL(url).port);
        const metrics = createMetrics(new Registry());
        const parameters = { host: "127.0.0.1", port, status: () => undefined, metrics, now: Date.now, ...LIMITS };
        const error = await startStatusServer(parameters).catch((reason: Error) => reason);
        expect(error).to.have.property("code", "PORT_UNUSABLE");
        expect(error).to.have.property("message").that.contains(`127.0.0.1 port ${port}`);
      });
    });
  });
});
