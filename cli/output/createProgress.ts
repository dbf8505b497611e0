import { printable } from "./printable.ts";

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
const TICK_MILLISECONDS = 1000;

/** Progress on standard error, in one line that changes and counts the seconds it has stood; quiet says nothing. */
export function createProgress(output: ProgressOutput, isQuiet: boolean): Progress {
  let timer: NodeJS.Timeout | undefined;
  const clear = () => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    output.write(ERASE);
  };
  return {
    show(text) {
      if (isQuiet || output.isTTY !== true) return;
      clearInterval(timer);
      let seconds = 0;
      const draw = () => {
        const tail = seconds === 0 ? "" : ` ${seconds} s`;
        output.write(`${ERASE}${printable(text).slice(0, WIDTH - tail.length)}${tail}`);
      };
      draw();
      timer = setInterval(() => {
        seconds += 1;
        draw();
      }, TICK_MILLISECONDS);
      timer.unref();
    },
    note(text) {
      clear();
      if (!isQuiet) output.write(`${printable(text)}\n`);
    },
    clear,
  };
}
