export type FileFormat = 'json' | 'ndjson' | 'csv';

const FIRST_LETTER = /^\s*(\S)/;
/** A quotation mark within a JSON string has a backslash, so that this is not text of a book. */
const LIST_OF_BOOKS = /"books"\s*:/;

/** By how the file begins: `[` or `{"books": …` is JSON, another `{` is NDJSON, all else is CSV. */
export function detectFormat(head: string): FileFormat {
  const [, first] = FIRST_LETTER.exec(head) ?? [];
  if (first === '[') return 'json';
  if (first !== '{') return 'csv';
  return LIST_OF_BOOKS.test(head) || !isRecordPerLine(head) ? 'json' : 'ndjson';
}

/** Of a pretty-printed file the first line is no record. */
function isRecordPerLine(head: string): boolean {
  const [line = ''] = head.trimStart().split('\n', 1);
  return line.trim().length > 1;
}
