import { connect } from 'node:net';
import type { Env } from '../../config/env.js';

const TIMEOUT_MS = 1_000;

/** `localhost` is both of them, and browsers try IPv6 first. */
const OTHER_LOOPBACK: ReadonlyMap<string, string> = new Map([
  ['127.0.0.1', '::1'],
  ['0.0.0.0', '::1'],
  ['::1', '127.0.0.1'],
]);

type Listener = Pick<Env, 'publicUrl' | 'host' | 'port'>;

/**
 * The shop listens at one of the addresses of `localhost`. Resolves to a sentence if another program listens at
 * the other one: with PUBLIC_URL, people would open that program.
 */
export async function foreignLocalhost(
  { publicUrl, host, port }: Listener,
  isListening = accepts,
): Promise<string | null> {
  const other = OTHER_LOOPBACK.get(host);
  const { hostname, port: publicPort } = new URL(publicUrl);
  if (!other || hostname !== 'localhost' || Number(publicPort || 80) !== port) return null;
  if (!(await isListening(other, port))) return null;
  const address = other === '::1' ? '[::1]' : other;
  return `Another program listens at ${address}:${port}, and ${publicUrl} opens that one. Stop it, or set PORT to another one.`;
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    const end = (isAccepted: boolean) => {
      socket.destroy();
      resolve(isAccepted);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
