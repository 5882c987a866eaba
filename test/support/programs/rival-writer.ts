// Another program on the same database: reads a number and writes one more, over and over, until
// it is told to stop. Then it tells how often it did.
import Sqlite from 'better-sqlite3';

const [file] = process.argv.slice(2);
const database = new Sqlite(file);
const read = database.prepare<[], { attempts: number }>('SELECT attempts FROM WebhookEvent');
const write = database.prepare<[number]>('UPDATE WebhookEvent SET attempts = ?');
let increments = 0;

const increment = database.transaction(() => {
  write.run((read.get()?.attempts ?? 0) + 1);
});
const turn = setInterval(() => {
  increment.immediate();
  increments += 1;
  if (increments === 1) process.send?.('writing');
}, 1);

process.once('message', () => {
  clearInterval(turn);
  database.close();
  process.send?.(increments);
  process.disconnect();
});
process.once('disconnect', () => process.exit());
