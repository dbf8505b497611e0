/** One attack in one setting, over all seeds. */
export type PayRow = {
  readonly attack: string;
  readonly aim: "pay" | "harm" | "none";
  readonly world: string;
  readonly alpha: number;
  readonly owners: number;
  readonly attackers: number;
  /** Pay per attacker relative to the mean honest pay: sums over seeds; null when no honest contributor was paid. */
  readonly pay: number | null;
  /** The same for the seed where it is largest. */
  readonly worstPay: number | null;
  /** Pay per attacker relative to pots of significant rounds / all contributors. */
  readonly share: number | null;
  /** Honest pay relative to the same contributors' in the world without attackers, less 1. */
  readonly honestChange: number | null;
  /** After the last round, means over seeds, in [0, 1]; `clean`: the same worlds without attackers. */
  readonly accuracy: number;
  readonly cleanAccuracy: number;
  readonly backdoor: number;
  readonly cleanBackdoor: number;
};

/** What an owner that works gains by an attack: pay relative to plain honest work, less 1. */
export type GainRow = { readonly attack: string; readonly world: string; readonly gain: number | null };

export type OracleRow = {
  readonly attack: string;
  /** Part of the stake that attacks, in percent. */
  readonly stakePercent: number;
  /** Largest difference between honest oracles' scores and the right ones, relative. */
  readonly noise: number;
  /** Part of what was paid that went to a contributor of no value; `byMean`: had scores been the mean of the oracles'. */
  readonly shillShare: number;
  readonly shillShareByMean: number;
  /** Half the absolute difference to the right division of the pot, in [0, 1]. */
  readonly misdirected: number;
  /** Part of all fees paid that went to attacking oracles; and what each was paid of its seat's full fee. */
  readonly feeShare: number;
  readonly feePaid: number;
};

/** Accuracy of one aggregation rule under one attack after all rounds: mean over seeds, in [0, 1]. */
export type RobustnessRow = {
  readonly world: string;
  readonly rule: string;
  readonly attack: string;
  readonly accuracy: number;
  readonly backdoor: number;
};

export type WorldNote = {
  readonly name: string;
  readonly owners: number;
  readonly seeds: number;
  readonly rounds: number;
  readonly rootRows: number;
  readonly validationRows: number;
  /** Largest pay of an attacker, relative to honest pay, that counts as none. */
  readonly limit: number;
};

export type Check = { readonly target: string; readonly measured: string; readonly isMet: boolean };

export type LabResult = {
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly worlds: readonly WorldNote[];
  readonly pay: readonly PayRow[];
  readonly gains: readonly GainRow[];
  readonly oracles: readonly OracleRow[];
  readonly robustness: readonly RobustnessRow[];
};
