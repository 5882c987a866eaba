import { setTimeout as wait } from 'node:timers/promises';

const FIRST_PAUSE_MS = 10;
const PAUSE_GROWS = 1.3;
const LONGEST_PAUSE_MS = 200;

/** Tries until `attempt` no longer throws, at first often; gives up with its last error after `seconds`. */
export async function eventually<T>(attempt: () => T | Promise<T>, seconds = 15): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * PAUSE_GROWS, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await wait(pause);
    }
  }
}
