import { BooksFileError } from './books-file-error.js';
import { cellReaders, columnsOf } from './csv-columns.js';
import { MAX_RECORD_BYTES, type SourceRecord } from './source-record.js';
import { type CsvRecord, CsvSplitter } from './split-csv.js';

const RULE = 'a cell with a quotation mark stands in quotes, its own ones doubled';

/**
 * The records of CSV with a header: columns in any order, cells in quotes where needed, any line ends. Throws a
 * BooksFileError for a header that cannot be used, and where a quote is never closed.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  delimiter = ',',
): AsyncGenerator<SourceRecord> {
  const splitter = new CsvSplitter(delimiter);
  const reader = new RecordReader();
  for await (const chunk of chunks) {
    for (const record of splitter.split(chunk.toString('utf8'))) yield* reader.read(record);
    if (splitter.rest.length > MAX_RECORD_BYTES) throw notClosed(splitter);
  }
  for (const record of splitter.end()) yield* reader.read(record);
  if (splitter.rest.length > 0) throw notClosed(splitter);
}

function notClosed({ rest }: CsvSplitter): BooksFileError {
  const cure = 'is a quotation mark missing, or the end of the file?';
  return new BooksFileError([`line ${rest.line}: a cell in quotes does not end: ${cure}`]);
}

class RecordReader {
  #names: readonly string[] | null = null;
  #readers: readonly ((cell: string) => unknown)[] = [];

  /** The first one is the header, which is no record of a book. */
  *read({ line, cells }: CsvRecord): Generator<SourceRecord> {
    if (!Array.isArray(cells)) {
      const problem = `it is not CSV, at ${JSON.stringify(cells.broken)}: ${RULE}`;
      if (!this.#names) throw new BooksFileError([`line ${line}: ${problem}`]);
      yield { line, problem };
    } else if (this.#names) {
      yield { line, ...this.#valueOf(cells, this.#names) };
    } else {
      this.#names = columnsOf(cells);
      this.#readers = this.#names.map((name) => cellReaders[name] ?? String);
    }
  }

  #valueOf(cells: readonly string[], names: readonly string[]): Omit<SourceRecord, 'line'> {
    if (cells.length !== names.length) {
      const counts = `has ${cells.length} cells, and the header ${names.length}`;
      return { problem: `${counts}: a cell with a comma stands in quotes` };
    }
    const value: Record<string, unknown> = {};
    for (let at = 0; at < cells.length; at += 1) {
      const [name = '', cell = ''] = [names[at], cells[at]];
      if (cell !== '') value[name] = this.#readers[at]?.(cell);
    }
    return { value };
  }
}
