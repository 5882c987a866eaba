import path from 'node:path';
import type { DatabaseLocation } from '../../config/database-location.js';
import { CURRENCIES, type Currency, isCurrency } from '../../money/currency.js';
import { coversFolder } from '../covers-folder.js';
import { BooksFileError } from './books-file-error.js';
import { copyCover, readCover } from './cover-files.js';
import type { ProblemReport } from './problem-report.js';
import type { Progress } from './progress.js';
import type { JsonHeader } from './read-json.js';
import { recordsOf, type Source } from './source.js';
import type { SourceRecord } from './source-record.js';
import type {
  ImportPlan,
  ImportStore,
  Place,
  PlanCounts,
  Refuse,
  StockIgnored,
} from './store/import-store.js';
import { openImportStore } from './store/open-import-store.js';
import { type EntryResult, toEntry } from './to-entry.js';

export interface ImportSettings {
  sources: readonly Source[];
  currency: Currency;
  database: DatabaseLocation;
  /** Where the covers are kept. */
  dataDirectory: string;
  /** All records or none. */
  isStrict?: boolean;
  /** Nothing is written; `showPlan` gets what would be. */
  isDryRun?: boolean;
  /** Withdraw the books that no record names. */
  withdrawsMissing?: boolean;
  report: ProblemReport;
  progress: Progress;
  showPlan?: (plan: ImportPlan) => Promise<void>;
  /** How long to wait for another import to end. By default, not at all. */
  waitMs?: number;
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
  const { database, currency, waitMs = 0, report, sources } = settings;
  const refuse: Refuse = (place, slug, problems) => {
    report.add({ ...place, file: sources[place.source]?.name ?? '', slug, problems });
  };
  try {
    const store = await openImportStore(database, { currency, refuse, waitMs });
    try {
      return await new BookImport(settings, store).run();
    } finally {
      await store.close();
    }
  } finally {
    report.close();
  }
}

class BookImport {
  readonly #plan: ImportPlan;
  #seq = 0;

  constructor(
    private readonly settings: ImportSettings,
    private readonly store: ImportStore,
  ) {
    this.#plan = store.plan;
  }

  async run(): Promise<ImportResult> {
    await this.#stage();
    const { report, isDryRun, withdrawsMissing = false } = this.settings;
    const isWhole = report.count === 0;
    await this.#comparePlan(withdrawsMissing && isWhole);
    const result: ImportResult = {
      ...(await this.#plan.counts()),
      refused: report.count,
      stockIgnored: await this.#plan.stockIgnored(),
      keepsMissing: withdrawsMissing && !isWhole,
      wroteNothing: report.count === this.#seq || (this.settings.isStrict === true && !isWhole),
    };
    if (isDryRun) await this.settings.showPlan?.(this.#plan);
    else if (!result.wroteNothing) await this.#apply(result);
    return result;
  }

  async #stage() {
    for (const [index, source] of this.settings.sources.entries())
      await this.#stageSource(source, index);
    await this.store.endStaging();
    if (this.#seq === 0) throw new BooksFileError(['the file: books is empty: add a book']);
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
      const staged = this.#stageRecord(record, {
        seq: this.#seq,
        source: index,
        line: record.line,
      });
      // Most are at once, and there may be a million.
      if (staged) await staged;
      progress.advance(source.size === null ? 1 : bytes, 1);
      bytes = 0;
    }
    progress.end();
    if ('currency' in header) checkCurrency(header.currency, currency);
  }

  #stageRecord({ value, problem }: SourceRecord, place: Place): Promise<void> | void {
    const result: EntryResult =
      problem === undefined ? this.#entryOf(value, place) : { problems: [problem] };
    return this.store.stage({ place, slug: slugOf(value), result });
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

  async #comparePlan(withdrawsMissing: boolean) {
    const { progress } = this.settings;
    progress.start('Comparing', this.#seq);
    await this.#plan.compare(this.#seq, (count) => {
      progress.advance(count);
    });
    if (withdrawsMissing) await this.#plan.withdrawMissing();
    progress.end();
  }

  async #apply({ added, changed, withdrawn }: PlanCounts) {
    const { progress, dataDirectory } = this.settings;
    for await (const { source, file } of this.#plan.covers()) {
      copyCover(source, { to: coversFolder(dataDirectory), as: file });
    }
    progress.start('Writing', added + changed + withdrawn);
    await this.store.apply((count) => {
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
