import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');
let project: string;

beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'folio-ignored-'));
  copyFileSync(path.join(root, '.gitignore'), path.join(project, '.gitignore'));
  execFileSync('git', ['init', '--quiet', project]);
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

/** Those that `git add .` would take. A pattern with `!` takes a file back. */
const taken = (files: string[]) => {
  const args = ['check-ignore', '--verbose', '--non-matching', '--stdin'];
  const input = files.join('\n');
  const { stdout } = spawnSync('git', args, { cwd: project, input, encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => /^(?:::|[^:]*:\d+:!.*)\t(.+)$/.exec(line)?.[1] ?? []);
};

describe('git', () => {
  it('takes no secret, database or backup, wherever it lies in the project', () => {
    const files = [
      ...['prod.db', 'prod.db-wal', 'prod.db-shm', 'prod.db-journal', 'prisma/dev.db', 'sb.db'],
      ...['secrets.json', 'shop/secrets.json', 'secrets.json.5f3c', 'stripe-listen.12.secret'],
      ...['backups/2026-11-23T04-27-00.123Z.db', 'backups/2026-11-23T04-27-00.123Z.db.sha256'],
      ...['folio.db.before-restore-2026-11-23T04-27-00.123Z', 'stripe-cli/config.toml'],
      ...['.env', '.env.production', 'live.env', 'data/mail/1.eml'],
    ];

    expect(taken(files)).toEqual([]);
  });

  it('takes what belongs to the project', () => {
    const files = ['.env.example', 'prisma/books.json', 'src/backup/restore.ts'];

    expect(taken(files)).toEqual(files);
  });
});
