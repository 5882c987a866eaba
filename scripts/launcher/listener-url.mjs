import { isIPv6 } from 'node:net';

/** @type {Record<string, string>} */
const LOOPBACK = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Where programs of this machine reach the shop, whatever HOST is.
 * @param {{ host: string, port: number }} env
 */
export function listenerUrl({ host, port }) {
  const address = LOOPBACK[host] ?? host;
  return `http://${isIPv6(address) ? `[${address}]` : address}:${port}`;
}
