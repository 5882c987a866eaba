import type { ChaosDatabases, DatabaseKind } from './databases.js';
import { PostgresDatabases } from './postgres-databases.js';
import { SqliteDatabases } from './sqlite-databases.js';

export function startDatabases(kind: DatabaseKind): Promise<ChaosDatabases> {
  return kind === 'postgresql' ? PostgresDatabases.start() : Promise.resolve(new SqliteDatabases());
}
