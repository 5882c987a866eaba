import path from 'node:path';
import { once } from 'node:events';
import { asError, StartupError } from '../../common/error.js';
import { EnvError } from '../../config/env-error.js';
import { loadEnv } from '../../config/load-env.js';
import { BooksFileError } from './books-file-error.js';
import { formatImportResult } from './format-import-result.js';
import { type ImportArguments, readImportArguments, USAGE } from './import-arguments.js';
import { importBooks, type ImportResult } from './import-books.js';
import { ProblemReport } from './problem-report.js';
import { progressOn } from './progress.js';
import { planLines } from './show-plan.js';
import { type Source, sourceOf } from './source.js';
import type { ImportPlan } from './store/import-store.js';

const OUR_BOOKS = path.resolve(import.meta.dirname, '../../../prisma/books.json');
const WAIT_FOR_OTHERS_MS = 60_000;
/** Of SQLite and of PostgreSQL. */
const HAS_NO_TABLES = /^no such table: |^relation "\w+" does not exist/;
const NO_TABLES =
  'The database has no tables yet. Start the shop once, with `npm start`; then import the books.';
const EXIT = { all: 0, nothing: 1, some: 2 } as const;

/** The command `npm run seed`. `sources`: instead of the files that the arguments name. Returns the exit code. */
export async function runSeed(args: string[], sources?: readonly Source[]): Promise<number> {
  try {
    const options = readImportArguments(args);
    if (!options.isHelp) return await seed(options, sources ?? filesOf(options));
    await print(USAGE);
    return EXIT.all;
  } catch (error) {
    const hasNoTables = HAS_NO_TABLES.test(asError(error).message);
    console.error(hasNoTables ? NO_TABLES : isForOperator(error) ? error.message : error);
    return EXIT.nothing;
  }
}

function isForOperator(error: unknown): error is Error {
  return [BooksFileError, EnvError, StartupError].some((kind) => error instanceof kind);
}

function filesOf({ files }: ImportArguments): Source[] {
  return (files.length > 0 ? files : [OUR_BOOKS]).map(sourceOf);
}

async function seed(options: ImportArguments, sources: readonly Source[]): Promise<number> {
  const { currency, database, dataDirectory } = loadEnv();
  const beside = path.join(dataDirectory, 'import-problems.csv');
  const report = new ProblemReport(options.report ?? beside);
  const result = await importBooks({
    ...{ sources, currency, database, dataDirectory, report, showPlan },
    // Of several shops that start at once on an empty database, one puts the books in.
    waitMs: options.files.length === 0 ? WAIT_FOR_OTHERS_MS : 0,
    isStrict: options.isStrict,
    isDryRun: options.isDryRun,
    withdrawsMissing: options.withdrawsMissing,
    progress: progressOn(process.stderr),
  });
  return tell(result, { report, isDryRun: options.isDryRun });
}

interface Run {
  report: ProblemReport;
  isDryRun: boolean;
}

async function tell(result: ImportResult, { report, isDryRun }: Run): Promise<number> {
  if (result.wroteNothing) throw new BooksFileError(report.shown, report.summary());
  const line = formatImportResult(result);
  await print(isDryRun ? `Nothing was written. It would be:\n${line}` : line);
  if (report.count === 0) return EXIT.all;
  console.error(report.summary());
  return EXIT.some;
}

async function showPlan(plan: ImportPlan) {
  for await (const line of planLines(plan)) await print(line);
}

/** Waits for a reader that is slower. */
async function print(text: string) {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}
