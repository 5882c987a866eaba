import { isIPv6 } from 'node:net';
import type { Request } from 'express';
import { knownShopperId } from '../shopper-session.js';

export interface ClientKey {
  /** Null before the first post. */
  session: string | null;
  address: string;
}

export function clientKeyOf(request: Request): ClientKey {
  return { session: knownShopperId(request), address: subnetOf(request.ip ?? '') };
}

/** An IPv4 address, or the /64 network of an IPv6 address, which is assigned as a whole. */
export function subnetOf(address: string): string {
  const ipv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (ipv4) return ipv4;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const groups = (part: string) => part.split(':').filter(Boolean);
  const [first, last] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  const network = [...first, ...zeros, ...last].slice(0, 4);
  return `${network.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
