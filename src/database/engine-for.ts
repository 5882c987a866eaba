import type { DatabaseLocation } from '../config/database-location.js';
import type { Engine } from './engine.js';

/** Loads what the kind of database needs, and nothing of the other. Not open yet. */
export async function engineFor(location: DatabaseLocation): Promise<Engine> {
  if (location.kind === 'sqlite') {
    const { SqliteEngine } = await import('./sqlite/sqlite-engine.js');
    return new SqliteEngine(location.path);
  }
  const { PostgresqlEngine } = await import('./postgresql/postgresql-engine.js');
  return new PostgresqlEngine(location.url);
}
