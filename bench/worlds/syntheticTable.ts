import { createRandom } from "../../src/learning/createRandom.ts";

export type SyntheticTableParameters = {
  readonly rows: number;
  /** Relative frequency per class. */
  readonly frequencies: readonly number[];
  /** Numeric feature columns; a text column with four values is added. */
  readonly features: number;
  /** Distance between class centers, in standard deviations of a class. */
  readonly separation: number;
  /** Part of the labels that are replaced by a random one. */
  readonly labelNoise: number;
  /** Unsigned 32 bits. */
  readonly seed: number;
};

/** An invented table as CSV text: a header, numbers with gaps, a text column, text labels in the column "kind". */
export function syntheticTable(parameters: SyntheticTableParameters): string {
  const { rows, frequencies, features, separation, labelNoise, seed } = parameters;
  const random = createRandom(seed, 77);
  const classes = frequencies.length;
  const total = frequencies.reduce((sum, frequency) => sum + frequency, 0);
  // Two centers per class, so that no straight line is enough.
  const centers = Array.from({ length: classes * 2 }, () =>
    Array.from({ length: features }, () => (random.gaussian() * separation) / Math.sqrt(2)),
  );
  const lines = [`${Array.from({ length: features }, (_, f) => `measure ${f}`).join(",")},place,kind`];
  for (let r = 0; r < rows; r++) {
    let draw = random.uniform() * total;
    let kind = 0;
    while (kind < classes - 1 && draw >= (frequencies[kind] as number)) draw -= frequencies[kind++] as number;
    const center = centers[kind * 2 + random.integer(2)] as number[];
    const cells = center.map((mean) => (random.uniform() < 0.01 ? "" : (10 * (mean + random.gaussian())).toFixed(3)));
    const place = ["north", "east", "south", "west"][random.uniform() < 0.5 ? kind % 4 : random.integer(4)];
    const label = random.uniform() < labelNoise ? random.integer(classes) : kind;
    lines.push(`${cells.join(",")},${place},kind ${String.fromCharCode(97 + label)}`);
  }
  return `${lines.join("\n")}\n`;
}
