// Holds the write lock of the database named first for as many milliseconds as named second.
import Sqlite from 'better-sqlite3';

const [file, milliseconds] = process.argv.slice(2);
const database = new Sqlite(file);
database.exec('BEGIN IMMEDIATE');
process.send?.('locked');
setTimeout(() => {
  database.exec('ROLLBACK');
  database.close();
}, Number(milliseconds));
