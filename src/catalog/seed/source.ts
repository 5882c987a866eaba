import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../../common/error.js';
import { whyUnreadable } from '../../common/why-unreadable.js';
import { BooksFileError } from './books-file-error.js';
import { checkUtf8 } from './check-utf8.js';
import { detectFormat } from './detect-format.js';
import { readCsv } from './read-csv.js';
import { type JsonHeader, readJson } from './read-json.js';
import { readNdjson } from './read-ndjson.js';
import type { SourceRecord } from './source-record.js';

/** Where records come from: a file, standard input, or a program. */
export interface Source {
  name: string;
  /** Where the files that its records name are. */
  folder: string;
  /** In bytes, if it is known. */
  size: number | null;
  open(): Readable;
}

const STANDARD_INPUT = '-';
const HEAD_BYTES = 64 * 1024;
const GZIP = Buffer.from([0x1f, 0x8b]);

/** `-` is standard input. */
export function sourceOf(file: string): Source {
  if (file === STANDARD_INPUT) {
    return { name: 'standard input', folder: process.cwd(), size: null, open: () => process.stdin };
  }
  return {
    name: file,
    folder: path.dirname(path.resolve(file)),
    size: sizeOf(file),
    open: () => createReadStream(file, { highWaterMark: HEAD_BYTES }),
  };
}

/** Null also for what is no plain file, such as a pipe. */
function sizeOf(file: string): number | null {
  try {
    const stats = statSync(file);
    return stats.isFile() ? stats.size : null;
  } catch {
    return null;
  }
}

/** The records of a source, in whichever format it is. Throws a BooksFileError where it cannot be read on. */
export async function* recordsOf(
  source: Source,
  {
    header = {},
    onBytes = () => undefined,
  }: { header?: JsonHeader; onBytes?: (count: number) => void } = {},
): AsyncGenerator<SourceRecord> {
  const { head: start, chunks: raw } = await withHead(countedBytes(source, onBytes), GZIP.length);
  const isGzip = start.subarray(0, GZIP.length).equals(GZIP);
  const { head, chunks } = await withHead(checkUtf8(isGzip ? unzipped(raw) : raw), HEAD_BYTES);
  const text = head.toString('utf8');
  const format = detectFormat(text);
  if (format === 'json') yield* readJson(chunks, header);
  else if (format === 'ndjson') yield* readNdjson(chunks);
  else yield* readCsv(chunks, { delimiter: delimiterOf(text) });
}

/** No name of a column has one of these in it. */
function delimiterOf(head: string): string {
  return /[,;\t]/.exec(head.split(/[\r\n]/, 1)[0] ?? '')?.[0] ?? ',';
}

async function* countedBytes(source: Source, onBytes: (count: number) => void) {
  try {
    for await (const chunk of source.open() as AsyncIterable<Buffer>) {
      onBytes(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw new BooksFileError([`${source.name} ${whyUnreadable(error)}`]);
  }
}

async function* unzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  pipeline(Readable.from(chunks), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    if (error instanceof BooksFileError) throw error;
    throw new BooksFileError([`it is gzip, and damaged or cut off: ${messageOf(error)}`]);
  }
}

/** The first bytes, which are still among the chunks. */
async function withHead(source: AsyncGenerator<Buffer>, length: number) {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < length) {
    const next = await source.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head, chunks: following(head, source) };
}

async function* following(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}
