import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../e2e');

/**
 * The end-to-end specs that say in a comment of their own why they are not run on PostgreSQL, with that reason.
 * @returns {[name: string, reason: string][]}
 */
export function sqliteOnly() {
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const reason = /^\/\/ SQLite only: (.+)$/m.exec(text)?.[1];
    return reason === undefined ? [] : [/** @type {[string, string]} */ ([name, reason])];
  });
}
