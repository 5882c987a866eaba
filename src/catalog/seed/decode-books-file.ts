import { isUtf8 } from 'node:buffer';
import { BooksFileError } from './books-file-error.js';

const NEW_LINE = 0x0a;
const SHOWN_BYTES = 24;
const CURE =
  'save the file as UTF-8 (in an editor: “Save as”, encoding UTF-8; in PowerShell: Out-File -Encoding utf8)';

/** The text of the file. Drops a byte-order mark. Throws a BooksFileError unless it is UTF-8. */
export function decodeBooksFile(bytes: Uint8Array): string {
  if (isUtf16(bytes)) throw new BooksFileError([`it is UTF-16, not UTF-8: ${CURE}`]);
  if (!isUtf8(bytes)) throw new BooksFileError([invalidByte(bytes)]);
  return new TextDecoder().decode(bytes);
}

/** By its byte-order mark, or by the zero byte beside the first character of JSON. */
function isUtf16([first, second]: Uint8Array): boolean {
  if (first === 0xff || first === 0xfe) return second === 0xff || second === 0xfe;
  return first === 0 || second === 0;
}

function invalidByte(bytes: Uint8Array): string {
  const at = firstInvalid(bytes);
  const line = bytes.subarray(0, at).filter((byte) => byte === NEW_LINE).length + 1;
  const lineStart = bytes.subarray(0, at).lastIndexOf(NEW_LINE) + 1;
  const before = new TextDecoder().decode(
    bytes.subarray(Math.max(lineStart, at - SHOWN_BYTES), at),
  );
  const hex = (bytes[at] ?? 0).toString(16).padStart(2, '0');
  // Where the excerpt begins within a character, that character is shown as broken too.
  const excerpt = before.replace(/^\uFFFD+/u, '').trimStart();
  return `line ${line}: the byte 0x${hex} after ${JSON.stringify(excerpt)} (byte ${at + 1} of the file) is not UTF-8, perhaps Windows-1252 or Latin-1: ${CURE}`;
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
