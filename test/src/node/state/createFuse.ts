import type { DatabaseSync, StatementSync } from "node:sqlite";

/** What a blown fuse throws. */
export const INTERRUPTED = "interrupted by the test";

/** A database in which a write can be made to fail. */
export type Fuse = {
  readonly database: DatabaseSync;
  /** Lets the write after so many others throw; undefined: none. */
  blowAfter(writes: number | undefined): void;
};

/** Puts a fuse between a database and whoever writes to it. */
export function createFuse(database: DatabaseSync): Fuse {
  let left: number | undefined;
  const burn = () => {
    if (left === undefined) return;
    if (left === 0) {
      left = undefined;
      throw new Error(INTERRUPTED);
    }
    left -= 1;
  };
  const fused = (statement: StatementSync) =>
    new Proxy(statement, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown;
        if (typeof value !== "function") return value;
        return (...values: unknown[]) => {
          if (name === "run") burn();
          return value.apply(target, values) as unknown;
        };
      },
    });
  return {
    database: new Proxy(database, {
      get(target, name) {
        if (name === "prepare") return (sql: string) => fused(target.prepare(sql));
        const value = Reflect.get(target, name) as unknown;
        return typeof value === "function" ? value.bind(target) : value;
      },
    }),
    blowAfter(writes) {
      left = writes;
    },
  };
}
