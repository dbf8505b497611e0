export type SliceSizes = { readonly test: number; readonly root: number; readonly validation: number };

const GOOD_SLICE = 40;
const MOST_ROOT = 200;
const MOST_VALIDATION = 500;
const MOST_TEST = 1000;
/** Parts of a table that the sponsor holds: for the final test, and for the slices of all rounds together. */
const TEST_PART = 0.15;
const SLICES_PART = 0.45;

/**
 * Rows per slice. A slice below 40 rows cannot tell a label flipper from an honest owner, so the slices of a small
 * table get up to 60 % of its rows, as long as the contributors keep 8 rows each. Adds a note when that fails.
 */
export function sliceSizes(
  { rows, rounds, contributors }: { readonly rows: number; readonly rounds: number; readonly contributors: number },
  notes: string[],
): SliceSizes {
  const test = Math.min(MOST_TEST, Math.floor(TEST_PART * rows));
  const most = Math.max(0, rows - test - 8 * contributors);
  const wished = Math.max(
    Math.floor(SLICES_PART * rows),
    Math.min(2 * rounds * GOOD_SLICE, Math.floor(0.6 * rows), most),
  );
  const perRound = Math.floor(wished / rounds);
  const root = Math.min(MOST_ROOT, Math.ceil(perRound / 2));
  const validation = Math.min(MOST_VALIDATION, perRound - Math.min(root, Math.ceil(perRound / 2)));
  if (Math.min(root, validation) < GOOD_SLICE) {
    notes.push(
      `The table is small: slices of ${root} (root) and ${validation} (validation) rows per round; below ${GOOD_SLICE}, scores are noisy.`,
    );
  }
  return { test, root, validation };
}
