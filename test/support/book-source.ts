import { Readable } from 'node:stream';
import type { Source } from '../../src/catalog/seed/source.js';

/** A books file that is not on disk. */
export function bookSource(content: string | Uint8Array, name = 'books'): Source {
  const open = () => Readable.from([Buffer.from(content)]);
  return { name, folder: import.meta.dirname, size: null, open };
}
