import { describe, expect, it } from '@jest/globals';
import { BooksFileError } from './books-file-error.js';
import { decodeBooksFile } from './decode-books-file.js';

const JSON_TEXT = '{\n  "author": "George Pólya",\n  "subtitle": "Journals 1985–1993"\n}\n';

function problemIn(bytes: Uint8Array): string {
  try {
    decodeBooksFile(bytes);
  } catch (error) {
    if (error instanceof BooksFileError) return error.problems.join('\n');
    throw error;
  }
  return 'none';
}

describe(decodeBooksFile.name, () => {
  it('reads UTF-8', () => {
    expect(decodeBooksFile(Buffer.from(JSON_TEXT))).toBe(JSON_TEXT);
  });

  it('drops a byte-order mark, which JSON does not know', () => {
    expect(decodeBooksFile(Buffer.from(`\uFEFF${JSON_TEXT}`))).toBe(JSON_TEXT);
  });

  it('names line and byte of what is not UTF-8, and the cure', () => {
    const problem = problemIn(Buffer.from(JSON_TEXT, 'latin1'));

    expect(problem).toMatch(
      /^line 2: the byte 0xf3 after "\\"author\\": \\"George P" \(byte 24 of the file\) is not UTF-8/,
    );
    expect(problem).toMatch(/save the file as UTF-8/);
  });

  it('names the first such byte of a long line', () => {
    const bytes = Buffer.concat([
      Buffer.from('é'.repeat(50_000)),
      Buffer.from([0x92]),
      Buffer.from('x'.repeat(50_000)),
    ]);

    expect(problemIn(bytes)).toMatch(/^line 1: the byte 0x92 after "é{12}" \(byte 100001 of/);
  });

  it('refuses a file that ends within a character', () => {
    expect(problemIn(Buffer.from('{"a": "é').subarray(0, -1))).toMatch(/^line 1: the byte 0xc3/);
  });

  it.each([
    ['UTF-16 with a byte-order mark', Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(JSON_TEXT, 'utf16le')],
    ['the other UTF-16', Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le').swap16()],
  ])('names %s', (_what, bytes) => {
    expect(problemIn(bytes)).toMatch(/^it is UTF-16, not UTF-8: save/);
  });
});
