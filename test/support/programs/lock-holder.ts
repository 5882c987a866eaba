// Holds the write lock of the database named first for as many milliseconds as named second: of a file, or of all tables
// behind a URL.
import Sqlite from 'better-sqlite3';
import pg from 'pg';

const [name = '', milliseconds] = process.argv.slice(2);
const release = await (name.startsWith('postgresql:') ? lockTables(name) : lockFile(name));
process.send?.('locked');
setTimeout(release, Number(milliseconds));

function lockFile(file: string): () => void {
  const database = new Sqlite(file);
  database.exec('BEGIN IMMEDIATE');
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}

async function lockTables(connectionString: string): Promise<() => void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const tables = `SELECT string_agg(quote_ident(tablename), ', ') AS names FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  const [row] = (await client.query<{ names: string }>(tables)).rows;
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${row?.names ?? ''} IN EXCLUSIVE MODE`);
  return () => void client.end();
}
