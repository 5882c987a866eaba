import type { PurchaseFigures } from './purchases.js';
import { machine, table } from './report.js';
import type { Variant } from './scaled-shop.js';

export type FigureRow = Variant & PurchaseFigures;

interface Measured {
  rounds: number;
  purchases: number;
}

/** docs/benchmarks-processes.md */
export function processesReport(
  rows: readonly FigureRow[],
  { rounds, purchases }: Measured,
): string {
  const shares = rows.filter(({ share }) => share !== null);
  const unbounded = rows.filter(({ share }) => share === null);
  return `# Purchases with several processes

Written by \`npm run bench:processes\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}. Medians of ${rounds} interleaved
rounds, of two the lower figure, by eight shoppers for each process who never pause. Shops, sandbox, shoppers and the PostgreSQL
server share the machine. Both databases write to disk before they acknowledge. Purchases a second count until the shopper sees
the paid order; the CPU includes the mail that is sent after that. **Only ratios are comparable.**

## Each process as much of the machine as it gets

${purchases} purchases in each round.

${tableOf(unbounded)}

What bounds them: the machine. Shops, PostgreSQL, the sandbox and the shoppers compete for its processors, and every statement
of PostgreSQL is a message to another process. Several processes are for several machines.

## Each process a quarter of a processor of its own

${purchases} purchases in each round by four processes, and as much fewer by fewer. Why a purchase costs more of it here was not
examined.

${tableOf(shares)}

${speedups(shares)} What bounds them: the share of each process, and with four of them the rest of the machine.
`;
}

function tableOf(rows: readonly FigureRow[]): string {
  return table(
    ['database', 'processes', 'purchases a second', 'p50', 'p99', 'CPU of the shops for each'],
    rows.map(({ database, processes, perSecond, p50Ms, p99Ms, cpuMs }) => [
      database === 'sqlite' ? 'SQLite' : 'PostgreSQL',
      String(processes),
      perSecond.toFixed(1),
      `${p50Ms.toFixed(0)} ms`,
      `${p99Ms.toFixed(0)} ms`,
      `${cpuMs.toFixed(1)} ms`,
    ]),
  );
}

function speedups(rows: readonly FigureRow[]): string {
  const ofPostgresql = rows.filter(({ database }) => database === 'postgresql');
  const one = ofPostgresql.find(({ processes }) => processes === 1)?.perSecond ?? NaN;
  const others = ofPostgresql.filter(({ processes }) => processes > 1);
  const times = others.map(({ processes, perSecond }) => `${processes} processes sell ${(perSecond / one).toFixed(1)} times as much as one`); // prettier-ignore
  return `${times.join(', ')}.`;
}
