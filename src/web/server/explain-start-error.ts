import { hasCode, messageOf } from '../../common/error.js';

const OF_THIS_MACHINE = 'Set HOST to an address of this machine, or to 0.0.0.0 for all of them.';
const REMEDIES: readonly [string, string][] = [
  ['EADDRINUSE', 'Stop what listens there, or set PORT to another one.'],
  ['EACCES', 'Ports below 1024 are reserved: set PORT to a higher one.'],
  ['EADDRNOTAVAIL', OF_THIS_MACHINE],
  ['ENOTFOUND', OF_THIS_MACHINE],
  ['EAI_AGAIN', OF_THIS_MACHINE],
  ['EAFNOSUPPORT', 'This machine has no such addresses: set HOST to 127.0.0.1 or 0.0.0.0.'],
];

/** What happened and what to do if the shop cannot listen, or null for any other error. */
export function explainStartError(error: unknown): string | null {
  if (!/^(listen|getaddrinfo) /.test(messageOf(error))) return null;
  const [, remedy] = REMEDIES.find(([code]) => hasCode(error, code)) ?? [];
  return remedy ? `${messageOf(error)}. ${remedy}` : null;
}
