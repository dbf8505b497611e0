import { expect } from "chai";
import { Registry } from "prom-client";
import { createMetrics } from "../../../services/operation/createMetrics.ts";
import { updateMetrics } from "../../../services/operation/updateMetrics.ts";
import { exampleStatus } from "./exampleStatus.ts";

/** The lines of a metric in a text of metrics. */
function linesOf(text: string, name: string): string[] {
  return text.split("\n").filter((line) => new RegExp(`^commonweights_${name}(\\{| )`).test(line));
}

describe("updateMetrics", () => {
  describe("when a status is given", () => {
    it("sets every metric that follows from it", async () => {
      const metrics = createMetrics(new Registry());
      updateMetrics(metrics, exampleStatus);
      const text = await metrics.registry.metrics();
      for (const [name, lines] of [
        ["head_block", [" 1234"]],
        ["head_timestamp_seconds", [" 1699999990"]],
        ["lag_blocks", [" 1"]],
        ["endpoints", [" 3"]],
        ["endpoints_agreeing", [" 2"]],
        ["last_turn_timestamp_seconds", [" 1700000000"]],
        ["passive", [" 0"]],
        ["halted", [" 0"]],
        ["alarm_active", []],
        ["pending_transactions", [" 1"]],
        ["account_nonce", [" 17"]],
        ["account_balance_ether", [" 0.25"]],
        ["deepest_reorg_blocks", [" 2"]],
        ["transactions_total", ['{outcome="sent"} 5', '{outcome="included"} 4', '{outcome="reverted"} 1']],
        ["transaction_bumps_total", [" 2"]],
        ["reorgs_total", [" 3"]],
        ["events_total", ['{event="rounds-scored"} 6']],
      ] as const) {
        expect(linesOf(text, name)).to.deep.equal(lines.map((line) => `commonweights_${name}${line}`));
      }
      expect(linesOf(text, "rounds")).to.include('commonweights_rounds{phase="Reveal"} 2');
      expect(linesOf(text, "rounds")).to.include('commonweights_rounds{phase="Opening"} 0');
    });
  });

  describe("when another status follows", () => {
    it("moves totals, raises and clears alarms, and keeps what is unknown", async () => {
      const metrics = createMetrics(new Registry());
      const since = 1;
      updateMetrics(metrics, { ...exampleStatus, alarms: [{ code: "BALANCE_LOW", message: "Low.", since }] });
      expect(linesOf(await metrics.registry.metrics(), "alarm_active")).to.deep.equal([
        'commonweights_alarm_active{code="BALANCE_LOW"} 1',
      ]);
      const next = { ...exampleStatus, head: undefined, rounds: { Opening: 1 }, counters: { sent: 9 } };
      updateMetrics(metrics, { ...next, alarms: [{ code: "LAGGING", message: "Behind.", since }] });
      const text = await metrics.registry.metrics();
      expect(linesOf(text, "alarm_active")).to.deep.equal(['commonweights_alarm_active{code="LAGGING"} 1']);
      expect(linesOf(text, "transactions_total")).to.deep.equal(['commonweights_transactions_total{outcome="sent"} 9']);
      expect(linesOf(text, "rounds")).to.include('commonweights_rounds{phase="Reveal"} 0');
      expect(linesOf(text, "head_block")).to.deep.equal(["commonweights_head_block 1234"]);
    });
  });
});

describe("createMetrics", () => {
  describe("when events are told", () => {
    it("counts them by bounded labels", async () => {
      const metrics = createMetrics(new Registry());
      for (let i = 0; i < 100; i++) metrics.countRequest(`host-${i}`, `outcome-${i}`);
      metrics.countRequest("host-0", "outcome-0");
      metrics.observeReorg(3);
      metrics.observeScoring(12);
      const text = await metrics.registry.metrics();
      const requests = linesOf(text, "rpc_requests_total");
      expect(requests).to.have.length(17);
      expect(requests).to.include('commonweights_rpc_requests_total{endpoint="host-0",outcome="outcome-0"} 2');
      expect(requests).to.include('commonweights_rpc_requests_total{endpoint="other",outcome="other"} 84');
      expect(text).to.contain('commonweights_reorg_depth_blocks_bucket{le="4"} 1');
      expect(text).to.contain('commonweights_reorg_depth_blocks_bucket{le="2"} 0');
      expect(text).to.contain("commonweights_scoring_seconds_sum 12");
    });

    it("tells of the process too", async () => {
      const text = await createMetrics(new Registry()).registry.metrics();
      expect(linesOf(text, "process_resident_memory_bytes")).to.have.length(1);
    });
  });
});
