import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import type { Database } from 'better-sqlite3';

/** A connection of Prisma's better-sqlite3 adapter, whose types do not declare the driver. */
export type BaseConnection = SqlDriverAdapter & { readonly client: Database };

export const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });
