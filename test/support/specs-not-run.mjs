import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../e2e');

/**
 * The end-to-end specs that are not run with these variables, with the reason: a comment of their own says for what they
 * are written alone, `// SQLite only: …` or `// One shop only: …`.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ name: string, reason: string }[]}
 */
export function specsNotRun({ FOLIO_TEST_DATABASE, FOLIO_TEST_SHOPS = '1' }) {
  const kinds = [
    ...(FOLIO_TEST_DATABASE === 'postgresql' ? ['SQLite'] : []),
    ...(Number(FOLIO_TEST_SHOPS) > 1 ? ['One shop'] : []),
  ];
  const comment = new RegExp(`^// ((?:${kinds.join('|')}) only: .+)$`, 'm');
  if (kinds.length === 0) return [];
  return readdirSync(folder).flatMap((name) => {
    const reason = comment.exec(readFileSync(path.join(folder, name), 'utf8'))?.[1];
    return reason === undefined ? [] : [{ name, reason }];
  });
}
