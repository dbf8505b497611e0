import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import { formatEvent } from "./formatEvent.ts";
import type { LogEvent } from "./LogEvent.ts";
import { readLogLine } from "./readLogLine.ts";

/** Where everybody's lines come together: on the terminal side by side, in the folder `logs` one file each. */
export type Journal = {
  /** A line as a service wrote it. */
  add(name: string, line: string): void;
  /** Something that the devnet itself has to say. */
  say(
    name: string,
    level: "info" | "warn" | "error",
    message: string,
    fields?: Readonly<Record<string, unknown>>,
  ): void;
  /** Resolves when every file is written; what comes later is not heard. */
  close(): Promise<void>;
};

export type OpenJournalParameters = {
  /** Everybody who will say something; a name's place decides its color. */
  readonly names: readonly string[];
  readonly logsFolder: string;
  readonly print: (line: string) => void;
  readonly isColored: boolean;
  /** One JSON line per event instead of a readable one. */
  readonly isJson: boolean;
};

/** Opens it; a file is made when its owner first says something. */
export function openJournal({ names, logsFolder, print, isColored, isJson }: OpenJournalParameters): Journal {
  const width = Math.max(...names.map(({ length }) => length));
  const files = new Map<string, WriteStream>();
  let isClosed = false;
  const fileOf = (name: string) => {
    const file = files.get(name) ?? createWriteStream(join(logsFolder, `${name}.log`));
    files.set(name, file);
    return file;
  };
  const show = (name: string, event: LogEvent) => {
    if (isJson) return print(JSON.stringify({ name, ...event }));
    print(formatEvent(name, event, { width, color: isColored ? names.indexOf(name) : undefined }));
  };
  return {
    add(name, line) {
      if (isClosed) return;
      fileOf(name).write(`${line}\n`);
      show(name, readLogLine(line, new Date()));
    },
    say(name, level, msg, fields = {}) {
      if (isClosed) return;
      const event = { level, time: new Date().toISOString(), ...numbersOf(fields), msg };
      fileOf(name).write(`${JSON.stringify(event)}\n`);
      show(name, event);
    },
    async close() {
      isClosed = true;
      await Promise.all([...files.values()].map((file) => new Promise<void>((resolve) => file.end(resolve))));
    },
  };
}

/** Identifiers are bigints, which JSON does not know. */
function numbersOf(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === "bigint" ? Number(value) : value]),
  );
}
