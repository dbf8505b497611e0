import type { Verdict } from "../judge.ts";
import type { LabResult, PayRow } from "../LabResult.ts";
import { meanPay } from "../meanPay.ts";
import { formatRatio } from "./formatRatio.ts";
import { groupByAttack } from "./groupByAttack.ts";

/** A table as both the page and the Markdown show it. */
export type LabTable = {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

const percent = (value: number): string => (100 * value).toFixed(1);

/** Every table of the report that has rows, in its order. */
export function labTables(result: LabResult): LabTable[] {
  const tables = [
    summaryTable(result),
    ...payTables(result),
    effectTable(result),
    gainTable(result),
    oracleTable(result),
    ...robustnessTables(result),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function summaryTable({ worlds, pay }: LabResult): LabTable {
  const names = worlds.map(({ name }) => name);
  return {
    id: "pay",
    title: "Pay of an attacker",
    note: "Relative to the mean honest pay: mean over the settings of a world (the setting with the most).",
    heads: ["attack", ...names],
    rows: groupByAttack(pay).map(([attack, group]) => [
      attack,
      ...names.map((name) => {
        const most = Math.max(...group.filter(({ world }) => world === name).map((row) => row.pay ?? 0));
        return `${formatRatio(meanPay(pay, attack, name))} (${formatRatio(most)})`;
      }),
    ]),
  };
}

function payTables({ worlds, pay }: LabResult): LabTable[] {
  return worlds.map(({ name, owners, seeds, rounds, rootRows, validationRows }): LabTable => {
    const rows = pay.filter(({ world }) => world === name);
    const settings = [...new Set(rows.map(settingOf))];
    return {
      id: `pay-${idOf(name)}`,
      title: `Pay of an attacker, ${name}`,
      note: `Relative to the mean honest pay (seed with the most in brackets). ${owners} contributors, ${rounds} rounds, ${seeds} seeds, slices of ${rootRows} (root) and ${validationRows} (validation) rows.`,
      heads: ["attack", ...settings],
      rows: groupByAttack(rows).map(([attack, group]) => [
        attack,
        ...group.map(({ pay: relative, worstPay }) => `${formatRatio(relative)} (${formatRatio(worstPay)})`),
      ]),
    };
  });
}

function effectTable({ worlds, pay }: LabResult): LabTable {
  const names = worlds.map(({ name }) => name);
  return {
    id: "effects",
    title: "What attacks do to others",
    note: "Means over the settings of a world. Share: pay relative to an equal share of the significant rounds' pots. Honest pay: change against the world without attackers. Accuracy and backdoor success in percent, without attackers in brackets.",
    heads: ["attack", ...names.flatMap((name) => [`${name}: share`, "honest pay", "accuracy", "backdoor"])],
    rows: groupByAttack(pay).map(([attack, group]) => [
      attack,
      ...names.flatMap((name) => {
        const rows = group.filter(({ world }) => world === name);
        const mean = (of: (row: PayRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
        return [
          formatRatio(mean(({ share }) => share ?? 0)),
          `${percent(mean(({ honestChange }) => honestChange ?? 0))} %`,
          `${percent(mean(({ accuracy }) => accuracy))} (${percent(mean(({ cleanAccuracy }) => cleanAccuracy))})`,
          `${percent(mean(({ backdoor }) => backdoor))} (${percent(mean(({ cleanBackdoor }) => cleanBackdoor))})`,
        ];
      }),
    ]),
  };
}

function gainTable({ worlds, gains }: LabResult): LabTable {
  const names = worlds.map(({ name }) => name);
  return {
    id: "gains",
    title: "What an owner gains for the same honest work",
    note: "Pay over all its identities relative to plain honest work, less 1; α = 0.5, three owners per seed in turn.",
    heads: ["attack", ...names],
    rows: groupByAttack(gains).map(([attack, group]) => [
      attack,
      ...names.map((name) => formatRatio(group.find(({ world }) => world === name)?.gain ?? null)),
    ]),
  };
}

function oracleTable({ oracles }: LabResult): LabTable {
  return {
    id: "oracles",
    title: "Attacking oracles",
    note: "100 seats of equal stake; honest oracles compute the same scores, or differ by up to 5 % on each.",
    heads: [
      "attack",
      "stake",
      "honest noise",
      "to the shill",
      "had the mean settled",
      "misdirected",
      "of all fees",
      "of a seat's full fee",
    ],
    rows: oracles.map((row) => [
      row.attack,
      `${row.stakePercent} %`,
      `±${100 * row.noise} %`,
      `${percent(row.shillShare)} %`,
      `${percent(row.shillShareByMean)} %`,
      `${percent(row.misdirected)} %`,
      `${percent(row.feeShare)} %`,
      `${percent(row.feePaid)} %`,
    ]),
  };
}

function robustnessTables({ robustness }: LabResult): LabTable[] {
  return [...new Set(robustness.map(({ world }) => world))].map((name): LabTable => {
    const rows = robustness.filter(({ world }) => world === name);
    const attacks = [...new Set(rows.map(({ attack }) => attack))];
    const rules = [...new Set(rows.map(({ rule }) => rule))];
    return {
      id: `rules-${idOf(name)}`,
      title: `Accuracy of every rule under 30 % attackers, ${name}`,
      note: "Percent on held-out rows after all rounds, mean over seeds; for the backdoor also its success.",
      heads: ["rule", ...attacks],
      rows: rules.map((rule) => [
        rule,
        ...attacks.map((attack) => {
          const row = rows.find((candidate) => candidate.rule === rule && candidate.attack === attack);
          if (row === undefined) return "–";
          return attack === "backdoor" ? `${percent(row.accuracy)} / ${percent(row.backdoor)}` : percent(row.accuracy);
        }),
      ]),
    };
  });
}

/** A verdict in a line: what was measured in each world. */
export function verdictLine({ attack, what, findings }: Verdict): string {
  return `${attack} — ${what}: ${findings.map(({ world, value }) => `${world} ${formatRatio(value)}`).join(", ")}`;
}

function settingOf({ alpha, attackers, owners }: PayRow): string {
  return `α ${alpha}, ${attackers} of ${owners}`;
}

function idOf(name: string): string {
  return name.replace(/[^a-z0-9]+/gi, "-");
}
