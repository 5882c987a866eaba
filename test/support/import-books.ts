import path from 'node:path';
import { importBooks, type ImportSettings } from '../../src/catalog/seed/import-books.js';
import { ProblemReport } from '../../src/catalog/seed/problem-report.js';
import type { Source } from '../../src/catalog/seed/source.js';
import { bookSource } from './book-source.js';

const NO_PROGRESS = { start: () => undefined, advance: () => undefined, end: () => undefined };

/** What `npm run seed` does, without starting a program. `problems`: the first ones, as they are shown. */
export async function importInProcess(
  databasePath: string,
  content: string | Uint8Array | Source,
  settings: Partial<ImportSettings> = {},
) {
  const isContent = typeof content === 'string' || content instanceof Uint8Array;
  const report = new ProblemReport(path.join(path.dirname(databasePath), 'problems.csv'));
  const result = await importBooks({
    sources: [isContent ? bookSource(content) : content],
    currency: 'usd',
    databasePath,
    report,
    progress: NO_PROGRESS,
    ...settings,
  });
  return { ...result, problems: report.shown };
}
