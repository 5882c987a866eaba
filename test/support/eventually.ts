import { setTimeout as wait } from 'node:timers/promises';

/** Tries until `attempt` no longer throws; gives up with its last error after `seconds`. */
export async function eventually<T>(attempt: () => T | Promise<T>, seconds = 15): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await wait(25);
    }
  }
}
