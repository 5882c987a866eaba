import path from 'node:path';
import { CURRENCIES, type Currency, isCurrency } from '../../money/currency.js';
import { coversFolder } from '../covers-folder.js';
import { BooksFileError } from './books-file-error.js';
import { copyCover, readCover } from './cover-files.js';
import type { ProblemReport } from './problem-report.js';
import type { Progress } from './progress.js';
import type { JsonHeader } from './read-json.js';
import { recordsOf, type Source } from './source.js';
import type { SourceRecord } from './source-record.js';
import { Apply } from './store/apply.repository.js';
import { ImportStore } from './store/import-store.repository.js';
import { Plan, type PlanCounts, type StockIgnored } from './store/plan.repository.js';
import { type Place, Staging } from './store/staging.repository.js';
import { type EntryResult, toEntry } from './to-entry.js';

export interface ImportSettings {
  sources: readonly Source[];
  currency: Currency;
  databasePath: string;
  /** All records or none. */
  isStrict?: boolean;
  /** Nothing is written; `showPlan` gets what would be. */
  isDryRun?: boolean;
  /** Withdraw the books that no record names. */
  withdrawsMissing?: boolean;
  report: ProblemReport;
  progress: Progress;
  showPlan?: (plan: Plan) => Promise<void>;
}

export interface ImportResult extends PlanCounts {
  /** Records with a problem. */
  refused: number;
  /** Books whose stock in the file differs from the shop’s, which is not changed: how many, and the first ones. */
  stockIgnored: { count: number; first: StockIgnored[] };
  /** Books that no record names are left, because some records could not be read. */
  keepsMissing: boolean;
  /** Not one record was good, or not every one in a strict import. */
  wroteNothing: boolean;
}

/**
 * Imports records in three steps: all of them are read, validated and staged beside the shop's database; compared with
 * the shop; and written in short transactions. Interrupted, it is run again, and ends with the same tables. Throws a
 * BooksFileError if a file cannot be read to its end: then nothing is written.
 */
export async function importBooks(settings: ImportSettings): Promise<ImportResult> {
  const store = new ImportStore(settings.databasePath);
  try {
    return await new BookImport(settings, store).run();
  } finally {
    settings.report.close();
    store.close();
  }
}

class BookImport {
  readonly #staging: Staging;
  readonly #plan: Plan;
  #seq = 0;

  constructor(
    private readonly settings: ImportSettings,
    private readonly store: ImportStore,
  ) {
    this.#staging = new Staging(store.database, settings.currency);
    this.#plan = new Plan(store.database);
  }

  async run(): Promise<ImportResult> {
    await this.#stage();
    const { report, isDryRun, withdrawsMissing = false } = this.settings;
    const isWhole = report.count === 0;
    this.#comparePlan(withdrawsMissing && isWhole);
    const result: ImportResult = {
      ...this.#plan.counts(),
      refused: report.count,
      stockIgnored: this.#plan.stockIgnored(),
      keepsMissing: withdrawsMissing && !isWhole,
      wroteNothing: report.count === this.#seq || (this.settings.isStrict === true && !isWhole),
    };
    if (isDryRun) await this.settings.showPlan?.(this.#plan);
    else if (!result.wroteNothing) await this.#apply(result);
    return result;
  }

  /** In one transaction of the second database; the shop's is only read after it. */
  async #stage() {
    const { database } = this.store;
    database.exec('BEGIN');
    for (const [index, source] of this.settings.sources.entries())
      await this.#stageSource(source, index);
    database.exec('COMMIT');
    if (this.#seq === 0) throw new BooksFileError(['the file: books is empty: add a book']);
    for (const { isbn, holder, ...place } of this.#staging.takeTakenIsbns()) {
      const cure = 'keep that slug (addresses and orders use it), or leave the ISBN out';
      const problem = `ISBN ${isbn} belongs to the book "${holder}" in the database: ${cure}`;
      this.#refuse(place, place.slug, [problem]);
    }
  }

  async #stageSource(source: Source, index: number) {
    const { progress, currency } = this.settings;
    const header: JsonHeader = {};
    let bytes = 0;
    progress.start('Reading', source.size);
    for await (const record of recordsOf(source, {
      header,
      onBytes: (count) => (bytes += count),
    })) {
      this.#seq += 1;
      this.#stageRecord(record, { seq: this.#seq, source: index, line: record.line });
      progress.advance(source.size === null ? 1 : bytes, 1);
      bytes = 0;
    }
    progress.end();
    if ('currency' in header) checkCurrency(header.currency, currency);
  }

  #stageRecord({ value, problem }: SourceRecord, place: Place) {
    const result: EntryResult =
      problem === undefined ? this.#entryOf(value, place) : { problems: [problem] };
    const problems = 'entry' in result ? this.#staging.add(result.entry, place) : result.problems;
    if (problems.length > 0) this.#refuse(place, slugOf(value), problems);
  }

  #entryOf(value: unknown, { source }: Place): EntryResult {
    const result = toEntry(value, this.settings.currency);
    if (!('entry' in result) || result.entry.cover === null) return result;
    const folder = this.settings.sources[source]?.folder ?? '.';
    const cover = readCover(result.entry.cover, folder);
    if ('problem' in cover) return { problems: [cover.problem] };
    const file = path.resolve(folder, result.entry.cover);
    return { entry: { ...result.entry, cover: file, coverImage: cover.image } };
  }

  #refuse(place: Place, slug: string | null, problems: readonly string[]) {
    const file = this.settings.sources[place.source]?.name ?? '';
    this.settings.report.add({ ...place, file, slug, problems });
  }

  #comparePlan(withdrawsMissing: boolean) {
    const { progress } = this.settings;
    progress.start('Comparing', this.#seq);
    this.#plan.compare(this.#seq, (count) => {
      progress.advance(count);
    });
    if (withdrawsMissing) this.#plan.withdrawMissing();
    progress.end();
  }

  async #apply({ added, changed, withdrawn }: PlanCounts) {
    const { progress, databasePath } = this.settings;
    for (const { source, file } of this.#plan.covers()) {
      copyCover(source, { to: coversFolder(path.dirname(databasePath)), as: file });
    }
    progress.start('Writing', added + changed + withdrawn);
    this.store.startWriting();
    await new Apply(this.store.database, this.store.lockRequest).run((count) => {
      progress.advance(count);
    });
    progress.end();
  }
}

function checkCurrency(written: unknown, shops: Currency) {
  if (typeof written !== 'string' || !isCurrency(written)) {
    throw new BooksFileError([`the file: currency must be one of: ${CURRENCIES.join(', ')}`]);
  }
  if (written === shops) return;
  const remedy = `give the prices in ${shops}, or set CURRENCY=${written}`;
  throw new BooksFileError([`its prices are in ${written}, the shop’s in ${shops}: ${remedy}`]);
}

/** Only one that is fit for a message. */
function slugOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('slug' in value)) return null;
  return typeof value.slug === 'string' && /^[a-z0-9-]{1,100}$/.test(value.slug)
    ? value.slug
    : null;
}
