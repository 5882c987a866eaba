import { messageOf } from '../../common/error.js';
import { BooksFileError } from './books-file-error.js';
import { pricesWithDecimals } from './prices-with-decimals.js';
import { MAX_RECORD_BYTES, type SourceRecord } from './source-record.js';

const NEW_LINE = 0x0a;

/** One record a line. A line that is not JSON is a record with a problem. */
export async function* readNdjson(chunks: AsyncIterable<Buffer>): AsyncGenerator<SourceRecord> {
  let line = 0;
  for await (const bytes of linesOf(chunks)) {
    line += 1;
    const text = bytes.toString('utf8').trim();
    if (text !== '') yield { line, ...parse(text) };
  }
}

function parse(text: string): Omit<SourceRecord, 'line'> {
  try {
    const [problem] = pricesWithDecimals(text);
    return problem ? { problem } : { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `it is not JSON: ${messageOf(error).slice(0, 200)}` };
  }
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
      yield Buffer.concat([...pieces, chunk.subarray(start, end)]);
      [pieces, length, start] = [[], 0, end + 1];
    }
    pieces.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > MAX_RECORD_BYTES) throw new BooksFileError(['a line of it is longer than 64 MB']);
  }
  yield Buffer.concat(pieces);
}
