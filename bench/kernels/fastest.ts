/** The least time and the least CPU time (both ms) of one run, per contender. */
export type Fastest = { readonly name: string; readonly wall: number; readonly cpu: number };

/**
 * Runs every contender `repeats` times, in turns, after one unmeasured run each: what else happens on the machine hits
 * all alike, and the minimum is the run it hit least. CPU time is that of the running thread alone.
 */
export async function fastest(
  contenders: Readonly<Record<string, () => void | Promise<void>>>,
  repeats: number,
): Promise<Fastest[]> {
  const times = Object.entries(contenders).map(([name, run]) => ({ name, run, wall: Infinity, cpu: Infinity }));
  for (let repeat = 0; repeat <= repeats; repeat++) {
    for (const contender of times) {
      const cpuBefore = cpuMilliseconds();
      const before = performance.now();
      await contender.run();
      const wall = performance.now() - before;
      const cpu = cpuMilliseconds() - cpuBefore;
      if (repeat === 0) continue;
      contender.wall = Math.min(contender.wall, wall);
      contender.cpu = Math.min(contender.cpu, cpu);
    }
  }
  return times.map(({ name, wall, cpu }) => ({ name, wall, cpu }));
}

function cpuMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
