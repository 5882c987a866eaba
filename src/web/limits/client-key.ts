import { isIP } from 'node:net';
import type { Request } from 'express';
import ipaddr from 'ipaddr.js';
import { knownShopperId } from '../shopper-session.js';

export interface ClientKey {
  /** Null before the first post. */
  session: string | null;
  address: string;
}

const SUBNET_BITS = 64;

export function clientKeyOf(request: Request): ClientKey {
  return { session: knownShopperId(request), address: subnetOf(request.ip ?? '') };
}

/**
 * An IPv4 address, or the /64 network of an IPv6 address, which is assigned as a whole. Some proxies write
 * the client's port after the address (`203.0.113.7:40000`, `[2001:db8::1]:40000`): it is left out.
 * What is no address counts as one client, `unknown`.
 */
export function subnetOf(forwarded: string): string {
  const text = withoutPort(forwarded.trim());
  if (isIP(text) === 0) return 'unknown';
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone(text)}/${SUBNET_BITS}`);
  return `${network.toString()}/${SUBNET_BITS}`;
}

/** The network of so many bits around one that `subnetOf` returned. Null for IPv4. */
export function widerNetwork(subnet: string, bits: number): string | null {
  const [address, length] = subnet.split('/');
  if (length !== String(SUBNET_BITS)) return null;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${bits}`).toString()}/${bits}`;
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](:\d*)?$/.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed;
  // Two colons or more: an IPv6 address without brackets, which has no port.
  return text.replace(/^([^:]*):\d*$/, '$1');
}

const withoutZone = (text: string) => text.split('%')[0] ?? '';
