import { describe, expect, it } from '@jest/globals';
import { BooksFileError } from './books-file-error.js';
import { checkUtf8 } from './check-utf8.js';

const JSON_TEXT = '{\n  "author": "George Pólya",\n  "subtitle": "Journals 1985–1993"\n}\n';

/** As a stream of chunks of this many bytes. */
async function* inChunks(bytes: Uint8Array, size: number) {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

async function textOf(bytes: Uint8Array, size = bytes.length): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of checkUtf8(inChunks(bytes, size))) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function problemIn(bytes: Uint8Array, size = bytes.length): Promise<string> {
  try {
    await textOf(bytes, size);
  } catch (error) {
    if (error instanceof BooksFileError) return error.problems.join('\n');
    throw error;
  }
  return 'none';
}

describe.each([1, 2, 7, 65_536])('in chunks of %d bytes', (size) => {
  it('reads UTF-8', async () => {
    await expect(textOf(Buffer.from(JSON_TEXT), size)).resolves.toBe(JSON_TEXT);
  });

  it('drops a byte-order mark, which JSON does not know', async () => {
    await expect(textOf(Buffer.from(`\uFEFF${JSON_TEXT}`), size)).resolves.toBe(JSON_TEXT);
  });

  it('passes on whole characters only', async () => {
    const bytes = Buffer.from('é€𝄞'.repeat(40));
    for await (const chunk of checkUtf8(inChunks(bytes, size))) {
      expect(chunk.toString('utf8')).not.toContain('\uFFFD');
    }
  });

  it('names line and byte of what is not UTF-8, and the cure', async () => {
    const problem = await problemIn(Buffer.from(JSON_TEXT, 'latin1'), size);

    expect(problem).toMatch(
      /^line 2: the byte 0xf3 after "\\"author\\": \\"George P" \(byte 24 of the file\) is not UTF-8/,
    );
    expect(problem).toMatch(/save the file as UTF-8/);
  });

  it('refuses a file that ends within a character', async () => {
    const bytes = Buffer.from('{"a": "é').subarray(0, -1);

    await expect(problemIn(bytes, size)).resolves.toMatch(/^line 1: the byte 0xc3/);
  });

  it.each([
    ['UTF-16 with a byte-order mark', Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(JSON_TEXT, 'utf16le')],
    ['the other UTF-16', Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le').swap16()],
  ])('names %s', async (_what, bytes) => {
    await expect(problemIn(bytes, size)).resolves.toMatch(/^it is UTF-16, not UTF-8: save/);
  });
});

describe(checkUtf8.name, () => {
  it('names the first such byte of a long line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('é'.repeat(50_000)),
      Buffer.from([0x92]),
      Buffer.from('x'.repeat(50_000)),
    ]);

    await expect(problemIn(bytes)).resolves.toMatch(
      /^line 1: the byte 0x92 after "é{12}" \(byte 100001 of/,
    );
  });

  it('passes on nothing of an empty file', async () => {
    await expect(textOf(Buffer.alloc(0), 1)).resolves.toBe('');
  });
});
