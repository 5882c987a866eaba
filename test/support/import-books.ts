import path from 'node:path';
import { importBooks, type ImportSettings } from '../../src/catalog/seed/import-books.js';
import { ProblemReport } from '../../src/catalog/seed/problem-report.js';
import type { DatabaseLocation } from '../../src/config/database-location.js';
import type { Source } from '../../src/catalog/seed/source.js';
import { bookSource } from './book-source.js';
import { freshFolder } from './database.js';

const NO_PROGRESS = { start: () => undefined, advance: () => undefined, end: () => undefined };

/** What `npm run seed` does, without starting a program. `problems`: the first ones, as they are shown. */
export async function importInProcess(
  /** An SQLite file, or where the database is. */
  at: string | DatabaseLocation,
  content: string | Uint8Array | Source,
  settings: Partial<ImportSettings> = {},
) {
  const isContent = typeof content === 'string' || content instanceof Uint8Array;
  const database = typeof at === 'string' ? { kind: 'sqlite' as const, path: at } : at;
  const dataDirectory =
    database.kind === 'sqlite' ? path.dirname(database.path) : await freshFolder();
  const reportFile = path.join(dataDirectory, 'problems.csv');
  const report = new ProblemReport(reportFile);
  const result = await importBooks({
    sources: [isContent ? bookSource(content) : content],
    currency: 'usd',
    ...{ database, dataDirectory, report },
    progress: NO_PROGRESS,
    ...settings,
  });
  return { ...result, problems: report.shown, reportFile };
}
