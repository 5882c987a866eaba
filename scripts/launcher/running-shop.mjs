import { listenerUrl } from './listener-url.mjs';

/**
 * Whether a running shop says that the files of its database are not the ones that it opened. Other programs
 * cannot see that: they open what is there now. False if no shop is running.
 * @param {{ host: string, port: number }} env
 */
export async function hasOtherFilesOpen(env) {
  try {
    const url = `${listenerUrl(env)}/health/ready`;
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    const { errors = [] } = /** @type {{ errors?: { pointer: string }[] }} */ (
      await response.json()
    );
    return errors.some(({ pointer }) => pointer === '/database_files');
  } catch {
    return false;
  }
}

/**
 * Detects a running shop also when the database cannot be read.
 * @param {{ host: string, port: number }} env
 */
export async function assertStopped(env) {
  try {
    await fetch(`${listenerUrl(env)}/health/live`, { signal: AbortSignal.timeout(2_000) });
  } catch {
    return;
  }
  throw new Error(
    `The shop is running on port ${env.port}. Stop it first: new orders would be lost.`,
  );
}
