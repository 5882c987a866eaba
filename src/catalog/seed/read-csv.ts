import { type CsvError, type InfoRecord, parse } from 'csv-parse';
import { asError } from '../../common/error.js';
import { BooksFileError } from './books-file-error.js';
import { cellReaders, columnsOf } from './csv-columns.js';
import { LineCounter } from './line-counter.js';
import { MAX_RECORD_BYTES, type SourceRecord } from './source-record.js';

/**
 * The records of CSV with a header: columns in any order, cells in quotes where needed, any line ends. Throws a
 * BooksFileError for a header that cannot be used, and where a quote is never closed.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  { delimiter = ',', maxRecordBytes = MAX_RECORD_BYTES } = {},
): AsyncGenerator<SourceRecord> {
  const reader = new CsvReader(delimiter, maxRecordBytes);
  for await (const chunk of chunks) {
    await reader.write(chunk);
    yield* reader.take();
  }
  await reader.end();
  yield* reader.take();
}

const IS_THE_QUOTE = 'is a quotation mark missing, or the end of the file?';
/** What ends the reading. */
const FATAL: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: `a cell in quotes does not end: ${IS_THE_QUOTE}`,
  CSV_MAX_RECORD_SIZE: `a record is longer than 64 MB: ${IS_THE_QUOTE}`,
};

class CsvReader {
  readonly #lines = new LineCounter();
  readonly #parser;
  #records: SourceRecord[] = [];
  #columns: readonly string[] | null = null;
  #lastProblemAt = 0;
  #error: Error | null = null;

  constructor(delimiter: string, maxRecordBytes: number) {
    this.#parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: maxRecordBytes,
      // Nothing is passed on: good records and bad ones are to stay in their order.
      on_record: (record: string[], info) => {
        this.#onRecord(record, info);
        return null;
      },
      on_skip: (error) => {
        if (error) this.#onSkip(error);
        return undefined;
      },
    });
    this.#parser.on('error', (error) => (this.#error ??= error));
    this.#parser.resume();
  }

  async write(chunk: Buffer) {
    this.#lines.add(chunk);
    await new Promise<void>((resolve) => {
      this.#parser.write(chunk, () => {
        resolve();
      });
    });
    if (this.#error) throw this.#error;
  }

  async end() {
    await new Promise<void>((resolve) => {
      this.#parser.once('close', resolve);
      this.#parser.end();
    });
    if (this.#error) throw this.#error;
  }

  take(): SourceRecord[] {
    const taken = this.#records;
    this.#records = [];
    return taken;
  }

  #onRecord(cells: string[], { bytes }: InfoRecord) {
    if (this.#error) return;
    const line = this.#lines.at(bytes - 1) - newLinesIn(cells);
    if (this.#columns) this.#records.push({ line, ...read(cells, this.#columns) });
    else this.#attempt(() => (this.#columns = columnsOf(cells)));
  }

  #onSkip(error: CsvError) {
    const line = this.#lines.at(Number(error['bytes'] ?? 0));
    const fatal = FATAL[error.code];
    if (fatal) this.#error ??= new BooksFileError([`line ${line}: ${fatal}`]);
    // Of one record there may be several.
    if (line === this.#lastProblemAt) return;
    this.#lastProblemAt = line;
    const rule = 'a cell with a quotation mark stands in quotes, its own ones doubled';
    this.#records.push({
      line,
      problem: `it is not CSV (${error.message.slice(0, 200)}): ${rule}`,
    });
  }

  #attempt(work: () => void) {
    try {
      work();
    } catch (error) {
      this.#error ??= asError(error);
    }
  }
}

function read(cells: string[], columns: readonly string[]): Omit<SourceRecord, 'line'> {
  if (cells.length !== columns.length) {
    const counts = `has ${cells.length} cells, and the header ${columns.length}`;
    return { problem: `${counts}: a cell with a comma stands in quotes` };
  }
  const value: Record<string, unknown> = {};
  for (const [at, name] of columns.entries()) {
    const cell = cells[at] ?? '';
    if (cell !== '') value[name] = (cellReaders[name] ?? String)(cell);
  }
  return { value };
}

function newLinesIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) count += cell.match(/\r\n?|\n/g)?.length ?? 0;
  return count;
}
