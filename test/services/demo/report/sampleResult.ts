import type { ContributorResult, DemoResult, OracleResult, RoundResult } from "../../../../services/demo/DemoResult.ts";
import type { Role } from "../../../../services/demo/population.ts";
import { createRandom } from "../../../../src/learning/createRandom.ts";

export type SampleResultParameters = {
  readonly rounds?: number;
  readonly contributors?: number;
  readonly oracles?: number;
};

const POT = 1000;
const LICENSE_PART = 0.1;

/** A made-up result that looks like a run on the penguins: three attackers, one lazy oracle and one liar. */
export function sampleResult({ rounds = 3, contributors = 8, oracles = 5 }: SampleResultParameters = {}): DemoResult {
  const random = createRandom(7, rounds, contributors, oracles);
  const licensees = contributors - 3;
  let [accuracy, loss, pot] = [0.391, 1.162, 0];
  const played = Array.from({ length: rounds }, (_, i): RoundResult => {
    pot += POT;
    const lossAfter = loss * (i < 4 ? 0.42 + 0.14 * i : 0.985);
    const earnedPart = Math.min(1, (loss - lossAfter) / (0.2 * loss)) * 0.97;
    const after = accuracy + (0.982 - accuracy) * (i === 0 ? 0.8 : 0.35) * (0.8 + 0.3 * random.uniform());
    const round: RoundResult = {
      roundId: i + 1,
      baseAccuracy: accuracy,
      accuracy: after,
      localAccuracy: 0.8 + 0.09 * (1 - 0.5 ** i),
      pooledAccuracy: 0.955 + 0.027 * (1 - 0.5 ** i),
      pot,
      earned: pot * earnedPart,
      lossBefore: loss,
      lossAfter,
      isCommonVector: i % 3 !== 1,
      contributors: sampleContributors(
        contributors,
        { pot: pot * earnedPart, gain: loss - lossAfter, part: earnedPart, round: i },
        random.uniform,
      ),
      oracles: sampleOracles(oracles),
      vote:
        i === 3
          ? null
          : {
              fromVersion: i,
              toVersion: i + 1,
              reportDigest: `0x${"ab".repeat(32)}`,
              forVotes: 61_250,
              againstVotes: i === 4 ? 70_000 : 4_200,
              isPromoted: i !== 4,
            },
      gas: {
        openRound: 312_844,
        commitUpdate: 148_210,
        revealUpdate: 121_977,
        openSlices: 402_118,
        commitScores: 96_402,
        revealScores: 71_833 + 900 * i,
        settle: 1_243_991,
        claim: 88_120,
        "cast vote": 92_417,
      },
    };
    [accuracy, loss, pot] = [after, lossAfter, pot - round.earned];
    return round;
  });
  return {
    table: {
      name: "Palmer penguins",
      rows: 344,
      features: 7,
      classes: ["Adelie", "Chinstrap", "Gentoo"],
      label: "Species",
      owners: [
        { name: "Biscoe", rows: 62 },
        { name: "Dream", rows: 47 },
        { name: "Torgersen", rows: 19 },
      ],
      rootRows: 28,
      validationRows: 27,
      testRows: 51,
      notes: [
        "2 rows without a label or owner are left out.",
        "The table is small: slices of 28 (root) and 27 (validation) rows per round; below 40, scores are noisy.",
      ],
    },
    seed: 20_260,
    tokenSymbol: "CWT",
    licenses: { sold: licensees, price: 25, earned: 25 * licensees },
    rounds: played,
  };
}

type Worth = { readonly pot: number; readonly gain: number; readonly part: number; readonly round: number };

function sampleContributors(
  count: number,
  { pot, gain, part, round }: Worth,
  uniform: () => number,
): ContributorResult[] {
  const names = ["Ada", "Bram", "Chidi", "Dora", "Emeka", "Farah", "Goran", "Hana", "Iris", "Jonas", "Kenji", "Lena"];
  const roles: Role[] = Array.from(
    { length: count },
    (_, i) => (["flipped", "freerider", "copycat"] as const)[i - count + 3] ?? "honest",
  );
  const weights = roles.map((role) => (role === "honest" ? 0.3 + uniform() : role === "flipped" ? 0.004 : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return roles.flatMap((role, i): ContributorResult[] => {
    if (role === "copycat" && round === 0) return [];
    const share = (weights[i] as number) / total;
    const licensed = i >= 3 ? LICENSE_PART : 0;
    const topUp = round === 0 ? 120 * share : 0;
    return [
      {
        address: `0x${(0xabcde1234567 * (i + 1)).toString(16).padEnd(40, "5c3e9d")}`,
        name: names[i] ?? `Contributor ${i + 1}`,
        role,
        score: share * part,
        exactValue: count > 12 ? null : role === "flipped" ? -0.11 * part : part * share * (0.92 + 0.16 * uniform()),
        exactNats: count > 12 ? null : role === "flipped" ? -0.11 * gain : gain * share,
        payout: pot * share,
        topUp,
        revenueShare: (pot * share + topUp) * licensed,
        outcome: outcomeOf(role),
      },
    ];
  });
}

function outcomeOf(role: Role): string {
  if (role === "honest") return "Scored and paid.";
  if (role === "flipped") return "Scored; it raised the validation loss on most rows, so it earned next to nothing.";
  return role === "copycat"
    ? "Duplicate of an update that round 1 made public: not scored."
    : "Scored; it changes no prediction, so it earned nothing.";
}

function sampleOracles(count: number): OracleResult[] {
  return Array.from({ length: count }, (_, k): OracleResult => {
    const role = k === count - 1 ? "liar" : k === count - 2 ? "lazy" : "honest";
    const agreement = role === "honest" ? 1 : role === "lazy" ? 0.684 : 0.507;
    const address = `0x${(0x9fedcba98765 - 0x1111111111 * k).toString(16).padEnd(40, "a07b42")}`;
    return {
      address,
      name: `Oracle ${k + 1}`,
      role,
      stake: 10_000 - 500 * k,
      agreement,
      payout: (60 / count) * agreement,
    };
  });
}
