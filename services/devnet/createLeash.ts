import { spawn } from "node:child_process";

/** Keeps processes from outliving this one, however it ends. */
export type Leash = {
  /** From now on the process group of `pid` ends with this process; children are spawned `detached` to have one. */
  hold(pid: number): void;
  /** Ends the watch; call it when what it held has ended. */
  release(): void;
};

/**
 * Reads process groups until this process is gone and its end of the pipe with it, then asks them to stop, and makes sure
 * five seconds later. A shell because it must not share the fate of whatever happens to Node.
 */
const WATCH = `
groups=""
while read -r group; do groups="$groups -$group"; done
[ -n "$groups" ] || exit 0
kill -s TERM -- $groups
sleep 5
kill -s KILL -- $groups
`;

/** Starts the watch: one small process, in a group of its own so that Ctrl-C in a terminal does not reach it. */
export function createLeash(): Leash {
  const watch = spawn("/bin/sh", ["-c", WATCH], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  // Without a watch the processes still run; whoever kills this one must then end them.
  watch.on("error", () => {});
  watch.stdin.on("error", () => {});
  watch.unref();
  return {
    hold(pid) {
      watch.stdin.write(`${pid}\n`);
    },
    release() {
      watch.kill("SIGKILL");
    },
  };
}
