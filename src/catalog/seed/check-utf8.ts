import { isUtf8 } from 'node:buffer';
import { BooksFileError } from './books-file-error.js';

const NEW_LINE = 0x0a;
const SHOWN_BYTES = 24;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
const CURE =
  'save the file as UTF-8 (in an editor: “Save as”, encoding UTF-8; in PowerShell: Out-File -Encoding utf8)';

/** Passes on UTF-8 in whole characters, without a byte-order mark. Throws a BooksFileError at anything else. */
export async function* checkUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const checker = new Utf8Checker();
  for await (const chunk of chunks) yield checker.push(chunk);
  yield checker.end();
}

class Utf8Checker {
  #bytes = 0;
  #lines = 0;
  /** The last bytes that were passed on. */
  #before: Buffer = Buffer.alloc(0);
  /** The beginning of a character, or of the file. */
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): Buffer {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const isBeginning = this.#bytes === 0 && bytes.length < BYTE_ORDER_MARK.length;
    const length = isBeginning ? 0 : bytes.length - lengthOfBrokenEnd(bytes);
    this.#rest = bytes.subarray(length);
    return this.#pass(bytes.subarray(0, length));
  }

  end(): Buffer {
    return this.#pass(this.#rest);
  }

  #pass(bytes: Buffer): Buffer {
    const isStart = this.#bytes === 0;
    if (isStart && isUtf16(bytes)) throw new BooksFileError([`it is UTF-16, not UTF-8: ${CURE}`]);
    if (!isUtf8(bytes)) throw new BooksFileError([this.#invalidByte(bytes)]);
    this.#bytes += bytes.length;
    this.#lines += linesIn(bytes);
    this.#before = Buffer.concat([this.#before, bytes.subarray(-SHOWN_BYTES)]).subarray(
      -SHOWN_BYTES,
    );
    return isStart && bytes.indexOf(BYTE_ORDER_MARK) === 0 ? bytes.subarray(3) : bytes;
  }

  #invalidByte(bytes: Buffer): string {
    const at = firstInvalid(bytes);
    const known = Buffer.concat([this.#before, bytes.subarray(0, at)]);
    const lineStart = known.lastIndexOf(NEW_LINE) + 1;
    const before = new TextDecoder().decode(
      known.subarray(Math.max(lineStart, known.length - SHOWN_BYTES)),
    );
    const line = this.#lines + linesIn(bytes.subarray(0, at)) + 1;
    const hex = (bytes[at] ?? 0).toString(16).padStart(2, '0');
    // Where the excerpt begins within a character, that character is shown as broken too.
    const excerpt = before.replace(/^\uFFFD+/u, '').trimStart();
    return `line ${line}: the byte 0x${hex} after ${JSON.stringify(excerpt)} (byte ${this.#bytes + at + 1} of the file) is not UTF-8, perhaps Windows-1252 or Latin-1: ${CURE}`;
  }
}

function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, at + 1)) count += 1;
  return count;
}

/** By its byte-order mark, or by the zero byte beside the first character. */
function isUtf16([first, second]: Uint8Array): boolean {
  if (first === 0xff || first === 0xfe) return second === 0xff || second === 0xfe;
  return first === 0 || second === 0;
}

/** How many bytes at the end begin a character whose others may follow. */
function lengthOfBrokenEnd(bytes: Buffer): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length += 1) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOfCharacter(byte) > length ? length : 0;
  }
  return 0;
}

function lengthOfCharacter(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  return firstByte >= 0xe0 ? 3 : 2;
}

/** The index of the first byte that begins no character of UTF-8. */
function firstInvalid(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = Math.floor((valid + invalid) / 2);
    if (isBeginningOfUtf8(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  while (!isUtf8(bytes.subarray(0, valid))) valid -= 1;
  return valid;
}

/** Also true if the last character is not complete. */
function isBeginningOfUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
