import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { imageSize } from 'image-size';
import { whyUnreadable } from '../../common/why-unreadable.js';
import type { CoverImage } from '../domain/book.js';
import { BooksFileError } from './books-file-error.js';

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
};
const MAX_BYTES = 5_000_000;
const MIN_PIXELS = 16;
const MAX_PIXELS = 10_000;

export type CoverResult = { image: CoverImage } | { problem: string };

/**
 * Reads a cover that a record names: a JPEG, PNG, WebP or AVIF, by its content, in or below the folder. Its name in
 * the shop is made of its content, so that it can be cached for ever.
 */
export function readCover(name: string, folder: string): CoverResult {
  const file = path.resolve(folder, name);
  const refuse = (problem: string) => ({
    problem: `cover ${JSON.stringify(name.slice(0, 200))} ${problem}`,
  });
  if (path.relative(folder, file).startsWith('..') || path.isAbsolute(name)) {
    return refuse('is not in the folder of the books file, or below it');
  }
  try {
    if (statSync(file).size > MAX_BYTES) return refuse('is larger than 5 MB: make it smaller');
    const result = imageOf(readFileSync(file));
    return 'problem' in result ? refuse(result.problem) : result;
  } catch (error) {
    return refuse(whyUnreadable(error));
  }
}

function imageOf(bytes: Buffer): CoverResult {
  const { type: extension, width, height } = sizeOf(bytes);
  const type = TYPES[extension];
  if (!type) return { problem: 'is no JPEG, PNG, WebP or AVIF' };
  const isPossible = (pixels: number) => pixels >= MIN_PIXELS && pixels <= MAX_PIXELS;
  if (!isPossible(width) || !isPossible(height)) {
    return {
      problem: `has ${width} × ${height} pixels: it must have ${MIN_PIXELS} to ${MAX_PIXELS}`,
    };
  }
  return { image: { file: `${digestOf(bytes)}.${extension}`, type, width, height } };
}

/** As it is shown, which for some photographs is turned. An empty type for what is no picture. */
function sizeOf(bytes: Buffer) {
  try {
    const { type = '', width, height, orientation = 1 } = imageSize(bytes);
    return orientation > 4 ? { type, width: height, height: width } : { type, width, height };
  } catch {
    return { type: '', width: 0, height: 0 };
  }
}

/** Puts the cover into the folder, unless it is there. */
export function copyCover(source: string, { to, as }: { to: string; as: string }): void {
  const target = path.join(to, as);
  if (existsSync(target)) return;
  const bytes = readFileSync(source);
  if (!as.startsWith(digestOf(bytes))) {
    throw new BooksFileError([`${source} was changed during the import: run it again`]);
  }
  mkdirSync(to, { recursive: true });
  writeFileSync(`${target}.part`, bytes);
  renameSync(`${target}.part`, target);
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}
