import { type ParsedElementInfo, Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { messageOf } from '../../common/error.js';
import { BooksFileError } from './books-file-error.js';
import { decimalsProblem } from './prices-with-decimals.js';
import { LineCounter } from './line-counter.js';
import { MAX_RECORD_BYTES, type SourceRecord } from './source-record.js';

type Token = Parameters<Tokenizer['onToken']>[0];

const OPENING: readonly TokenType[] = [TokenType.LEFT_BRACE, TokenType.LEFT_BRACKET];
const CLOSING: readonly TokenType[] = [TokenType.RIGHT_BRACE, TokenType.RIGHT_BRACKET];
const FILE_KEYS = ['currency', 'books'];

/** Of a JSON file: what stands beside the list of books. `currency`: as it is written. */
export interface JsonHeader {
  currency?: unknown;
}

/**
 * The records of `{"currency": …, "books": […]}`, or of a list of records. Fills the header while it reads.
 * Throws a BooksFileError where the file is not JSON, or another one: what follows cannot be read.
 */
export async function* readJson(
  chunks: AsyncIterable<Buffer>,
  header: JsonHeader = {},
): AsyncGenerator<SourceRecord> {
  const reader = new JsonReader(header);
  for await (const chunk of chunks) {
    reader.write(chunk);
    yield* reader.take();
  }
  reader.end();
  yield* reader.take();
}

class JsonReader {
  readonly #tokenizer: Tokenizer;
  readonly #parser = new TokenParser({ paths: ['$', '$.*', '$.books.*'] });
  readonly #lines = new LineCounter();
  #records: SourceRecord[] = [];
  #depth = 0;
  /** Within a list of records its elements stand one level below it. */
  #recordDepth = 0;
  #line = 1;
  /** Whole numbers that are written with decimals, in this record. */
  #written = new Map<number, string>();
  #bytesSinceRecord = 0;

  constructor(private readonly header: JsonHeader) {
    const keep = (value: number, text: string) => this.#written.set(value, text);
    this.#tokenizer = new (class extends Tokenizer {
      protected override parseNumber(text: string): number {
        const value = Number(text);
        if (Number.isInteger(value) && /[.eE]/.test(text)) keep(value, text);
        return value;
      }
    })();
    this.#tokenizer.onToken = (token) => {
      this.#onToken(token);
    };
    this.#parser.onValue = (element) => {
      this.#onValue(element);
    };
  }

  write(chunk: Buffer) {
    this.#lines.add(chunk);
    this.#bytesSinceRecord += chunk.length;
    this.#attempt(() => {
      this.#tokenizer.write(chunk);
    });
    if (this.#records.length > 0) this.#bytesSinceRecord = 0;
    if (this.#bytesSinceRecord > MAX_RECORD_BYTES) {
      throw new BooksFileError([`line ${this.#line}: a record is longer than 64 MB`]);
    }
  }

  end() {
    this.#attempt(() => {
      if (!this.#tokenizer.isEnded) this.#tokenizer.end();
      if (!this.#parser.isEnded) this.#parser.end();
    });
  }

  take(): SourceRecord[] {
    const taken = this.#records;
    this.#records = [];
    return taken;
  }

  #onToken(token: Token) {
    const type = token.token;
    if (CLOSING.includes(type)) this.#depth -= 1;
    else if (this.#depth === this.#recordDepth && type !== TokenType.COMMA) {
      this.#line = this.#lines.at(token.offset);
      this.#written.clear();
    }
    if (this.#depth === 0 && type === TokenType.LEFT_BRACKET) this.#recordDepth = 1;
    if (this.#depth === 0 && type === TokenType.LEFT_BRACE) this.#recordDepth = 2;
    if (OPENING.includes(type)) this.#depth += 1;
    this.#parser.write(token);
  }

  #onValue({ value, key, parent, stack }: ParsedElementInfo) {
    if (stack.length === 0) this.#checkRoot(value);
    else if (stack.length < this.#recordDepth) this.#onHeader(String(key), value);
    else if (Array.isArray(parent)) {
      parent.length = 0;
      this.#records.push({ line: this.#line, ...this.#recordOf(value) });
    } else throw new BooksFileError(['the file: books must be a list of books']);
  }

  #recordOf(value: unknown): Omit<SourceRecord, 'line'> {
    const hasPrice = typeof value === 'object' && value !== null && 'unitPriceMinor' in value;
    const written = hasPrice ? this.#written.get(Number(value.unitPriceMinor)) : undefined;
    if (written !== undefined) return { problem: decimalsProblem(written) };
    return { value };
  }

  #onHeader(key: string, value: unknown) {
    if (key === 'currency') this.header.currency = value;
    else if (!FILE_KEYS.includes(key)) {
      const known = `it must be one of ${FILE_KEYS.join(', ')}`;
      throw new BooksFileError([
        `the file: nobody reads ${JSON.stringify(key.slice(0, 60))}: ${known}`,
      ]);
    } else if (!Array.isArray(value)) {
      throw new BooksFileError(['the file: books must be a list of books']);
    }
  }

  #checkRoot(value: unknown) {
    if (typeof value === 'object' && value !== null) return;
    throw new BooksFileError(['the file must be a list of books, or have one named books']);
  }

  #attempt(work: () => void) {
    try {
      work();
    } catch (error) {
      if (error instanceof BooksFileError) throw error;
      const words = messageOf(error).slice(0, 200);
      throw new BooksFileError([`it is not JSON, at line ${this.#lines.last}: ${words}`]);
    }
  }
}
