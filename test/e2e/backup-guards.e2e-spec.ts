// SQLite only: it restores a file.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checksumFile, checksumLine, sha256 } from '../../src/backup/checksum.js';
import { writeBackup, createBackup } from '../../src/backup/create-backup.js';
import { removeDatabase } from '../../src/backup/remove-database.js';
import { stageRestore } from '../../src/backup/restore.js';
import { RestoreRefusedError } from '../../src/backup/restore-refused.js';
import { aBook } from '../support/books.js';
import { freshDatabase, freshFolder, onDatabase, sqliteAt } from '../support/database.js';
import { root } from '../support/program.js';

const MIGRATIONS = path.join(root, 'prisma/migrations');
const PAGE_BYTES = 4096;
const NOBODY = 2 ** 22 + 1; // above Linux's largest pid

async function backedUp(change: (databasePath: string) => void = () => undefined) {
  const databasePath = await freshDatabase();
  change(databasePath);
  const backup = path.join(await freshFolder(), 'backup.db');
  await createBackup(sqliteAt(databasePath), backup);
  return backup;
}
const modeOf = (file: string) => statSync(file).mode & 0o777;

describe('the folder of backups', () => {
  it('is its owner’s alone, and so is what is in it', async () => {
    const folder = path.join(await freshFolder(), 'backups');

    await writeBackup(folder, sqliteAt(await freshDatabase()));

    expect(modeOf(folder)).toBe(0o700);
    expect(readdirSync(folder).map((name) => modeOf(path.join(folder, name)))).toEqual([0o600, 0o600]); // prettier-ignore
  });

  it('loses the drafts that a crash left behind, and not those of who is at it', async () => {
    const folder = await freshFolder();
    const [left, atIt] = [`a.db.draft-${NOBODY}`, `b.db.draft-${process.ppid}`];
    for (const name of [left, atIt]) writeFileSync(path.join(folder, name), '');

    await writeBackup(folder, sqliteAt(await freshDatabase()));

    expect(readdirSync(folder)).not.toContain(left);
    expect(readdirSync(folder)).toContain(atIt);
  });

  it('has nothing in it of a backup that failed', async () => {
    const folder = await freshFolder();
    const target = path.join(folder, 'taken.db');
    mkdirSync(target);
    writeFileSync(path.join(target, 'in-the-way'), '');

    await expect(createBackup(sqliteAt(await freshDatabase()), target)).rejects.toThrow();

    expect(readdirSync(folder).filter((name) => name.includes('draft'))).toEqual([]);
  });
});

describe('a draft of what is to be restored', () => {
  const draft = async (backup: string) =>
    stageRestore(backup, path.join(await freshFolder(), 'folio.db'), MIGRATIONS);

  it('is its owner’s alone, and one file', async () => {
    const backup = await backedUp((databasePath) => aBook(databasePath));
    chmodSync(backup, 0o644);

    const { file } = await draft(backup);

    expect(modeOf(file)).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)]);
    await removeDatabase(file);
    expect(existsSync(file)).toBe(false);
  });

  it('is there of no other program’s database', async () => {
    const backup = path.join(await freshFolder(), 'other.db');
    onDatabase(backup, (database) => database.exec('CREATE TABLE Other (id INTEGER)'));
    writeFileSync(checksumFile(backup), checksumLine(await sha256(backup), backup));

    await expect(draft(backup)).rejects.toThrow(/not a database of this shop/);
  });

  it('is refused in words, and leaves nothing behind', async () => {
    const backup = path.join(await freshFolder(), 'damaged.db');
    writeFileSync(backup, 'no database');
    writeFileSync(checksumFile(backup), checksumLine(await sha256(backup), backup));
    const folder = await freshFolder();

    const drafted = stageRestore(backup, path.join(folder, 'folio.db'), MIGRATIONS);

    await expect(drafted).rejects.toThrow(RestoreRefusedError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has no damaged page, though its checksum is that of the damage', async () => {
    const backup = await backedUp((databasePath) => aBook(databasePath));
    const bytes = readFileSync(backup);
    bytes.fill(0, bytes.length - PAGE_BYTES);
    writeFileSync(backup, bytes);
    writeFileSync(checksumFile(backup), checksumLine(await sha256(backup), backup));

    await expect(draft(backup)).rejects.toThrow(/It is damaged/);
  });
});
