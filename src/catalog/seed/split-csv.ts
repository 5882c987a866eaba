const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NEW_LINE = /\r\n?|\n/g;
const SHOWN = 40;

export interface CsvRecord {
  /** Where it begins, from 1. */
  line: number;
  /** Or what of it is not CSV: from there to the end of the line, nothing is read. */
  cells: string[] | { broken: string };
}

/**
 * Splits text that comes in pieces into the records of CSV (RFC 4180), whose lines end with LF, CRLF or CR. Empty lines
 * are no records. A parser of the registry takes five times as long, a minute for a million books.
 */
export class CsvSplitter {
  /** From the record that is not complete yet. */
  #text = '';
  #at = 0;
  #line = 1;
  #isEnd = false;
  #enough = 0;
  readonly #delimiter: number;
  readonly #plain: RegExp;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#plain = new RegExp(`[^${delimiter}"\r\n]*`, 'y');
  }

  /** Of what is not a whole record: how many letters, and in which line it begins. */
  get rest(): { length: number; line: number } {
    return { length: this.#text.length, line: this.#line };
  }

  *split(piece: string): Generator<CsvRecord> {
    this.#text += piece;
    // A record that has no end is looked at again when there is twice as much: the time grows with the text only.
    if (this.#text.length >= this.#enough) yield* this.#records();
  }

  *end(): Generator<CsvRecord> {
    this.#isEnd = true;
    yield* this.#records();
  }

  *#records(): Generator<CsvRecord> {
    while (this.#at < this.#text.length) {
      const record = this.#next();
      if (!record) break;
      if (!isEmpty(record)) yield record;
    }
    this.#text = this.#text.slice(this.#at);
    this.#at = 0;
    this.#enough = 2 * this.#text.length;
  }

  /** Undefined if the text ends before the record does. */
  #next(): CsvRecord | undefined {
    const cells: string[] = [];
    let newLines = 0;
    for (let at = this.#at; ; at += 1) {
      const isQuoted = this.#text.charCodeAt(at) === QUOTE;
      const end = isQuoted ? this.#endOfQuoted(at) : this.#endOfPlain(at);
      if (end < 0) return undefined;
      const cell = isQuoted ? unquoted(this.#text.slice(at + 1, end - 1)) : this.#text.slice(at, end); // prettier-ignore
      if (isQuoted) newLines += cell.match(NEW_LINE)?.length ?? 0;
      cells.push(cell);
      at = end;
      if (this.#text.charCodeAt(at) !== this.#delimiter) return this.#finish(at, cells, newLines);
    }
  }

  #endOfPlain(at: number): number {
    this.#plain.lastIndex = at;
    this.#plain.test(this.#text);
    return this.#plain.lastIndex;
  }

  /** Negative if there is no closing quotation mark. */
  #endOfQuoted(at: number): number {
    let end = this.#text.indexOf('"', at + 1);
    while (end >= 0 && this.#text.charCodeAt(end + 1) === QUOTE)
      end = this.#text.indexOf('"', end + 2);
    return end < 0 ? end : end + 1;
  }

  #finish(at: number, cells: string[], newLines: number): CsvRecord | undefined {
    const isBroken = at < this.#text.length && !isNewLine(this.#text.charCodeAt(at));
    const end = isBroken ? this.#endOfLine(at) : at;
    const next = this.#nextLine(end);
    if (next < 0) return undefined;
    const broken = this.#text.slice(at, Math.min(end, at + SHOWN));
    const record = { line: this.#line, cells: isBroken ? { broken } : cells };
    this.#at = next;
    this.#line += newLines + 1;
    return record;
  }

  #endOfLine(at: number): number {
    const length = this.#text.slice(at).search(NEW_LINE);
    return length < 0 ? this.#text.length : at + length;
  }

  /** Negative if the text ends too early to know. */
  #nextLine(at: number): number {
    const isReturn = this.#text.charCodeAt(at) === CARRIAGE_RETURN;
    const next = isReturn && this.#text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
    return this.#isEnd || (isReturn ? at + 1 : at) < this.#text.length ? next : -1;
  }
}

const isEmpty = ({ cells }: CsvRecord) =>
  Array.isArray(cells) && cells.length === 1 && cells[0] === '';

const isNewLine = (code: number) => code === LINE_FEED || code === CARRIAGE_RETURN;

const unquoted = (text: string) => (text.includes('"') ? text.replaceAll('""', '"') : text);
