import { CONNECTIONS_OF_A_SHOP } from './connections.js';

const OLDEST = { number: 140_000, name: '14' };

export interface Server {
  encoding: string;
  version: string;
  isStandby: boolean;
}

/** The columns of a `Server`. */
export const SERVER = `current_setting('server_encoding') AS "encoding",
  current_setting('server_version_num') AS "version", pg_is_in_recovery() AS "isStandby"`;

/** Why no shop can run there, as the end of a sentence; null if one can. */
export function serverProblem({ encoding, version, isStandby }: Server): string | null {
  if (Number(version) < OLDEST.number) return `it is older than PostgreSQL ${OLDEST.name}.`;
  if (encoding !== 'UTF8') return `its encoding is ${encoding}. ${CREATE}`;
  return isStandby ? 'it is a standby, which cannot be written. Name the primary.' : null;
}

/** The same for what pg has thrown, of which this is the code and the message. */
export function connectionProblem(code: string, message: string): string {
  return REASONS[code] ?? `it does not answer (${message || code}).`;
}

export const CREATE = `Make one with: CREATE DATABASE folio ENCODING 'UTF8' TEMPLATE template0.`;
const REASONS: Record<string, string> = {
  '28P01': 'the password is wrong.',
  '28000': 'the server does not admit this user. See its pg_hba.conf.',
  '3D000':
    'there is no such database. `npm start` makes it, in production with `-- --new-database`.',
  '53300': `the server has no connection left. A shop takes ${CONNECTIONS_OF_A_SHOP}: raise max_connections, or run fewer.`,
  '42501': 'this user may not make it. Let an administrator make it, or make this user its owner.',
};
