/** Where people look while they wait. */
export type Progress = {
  /** Replaces what was said last; without a terminal, nothing is said. */
  show(text: string): void;
  /** Says something that stays. */
  note(text: string): void;
  /** Takes away what was shown. */
  clear(): void;
};

export type ProgressOutput = { readonly isTTY?: boolean; write(text: string): unknown };

const WIDTH = 79;
const ERASE = "\r\u001b[K";

/** Progress on standard error, in one line that changes; quiet says nothing. */
export function createProgress(output: ProgressOutput, isQuiet: boolean): Progress {
  let isShown = false;
  const clear = () => {
    if (isShown) output.write(ERASE);
    isShown = false;
  };
  return {
    show(text) {
      if (isQuiet || output.isTTY !== true) return;
      output.write(`${ERASE}${text.slice(0, WIDTH)}`);
      isShown = true;
    },
    note(text) {
      clear();
      if (!isQuiet) output.write(`${text}\n`);
    },
    clear,
  };
}
