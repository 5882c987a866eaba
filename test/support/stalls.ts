const BEAT_MS = 5;

/** How long the event loop did nothing else while `work` went on, in milliseconds. */
export async function stallsDuring(work: () => Promise<unknown>) {
  const gaps: number[] = [];
  let last = performance.now();
  const beat = () => {
    gaps.push(performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(beat, BEAT_MS);
  await work();
  clearInterval(timer);
  beat();
  return { usual: nearlyAllBelow(gaps), longest: Math.max(...gaps) };
}

export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** All but one in twenty: a busy machine may take the processor away for longer than any lock. */
export function nearlyAllBelow(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}
