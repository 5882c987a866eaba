import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import type { Database } from 'better-sqlite3';

/** What Prisma's better-sqlite3 adapter connects to; its types keep the driver to themselves. */
export type BaseConnection = SqlDriverAdapter & { readonly client: Database };

export const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });
