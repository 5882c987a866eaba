/**
 * Loads what the kind of database needs.
 * @param {import('../../src/config/env.js').Env} env
 * @returns {Promise<import('./check-result.mjs').CheckResult[]>}
 */
export async function examineDatabase(env) {
  const { database } = env;
  if (database.kind === 'sqlite') {
    return (await import('./sqlite.mjs')).examineSqlite(env, database.path);
  }
  return (await import('./postgresql.mjs')).examinePostgresql(database.url);
}
