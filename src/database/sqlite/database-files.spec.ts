import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseFiles } from './database-files.js';

let file: string;
let files: DatabaseFiles;

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'folio-files-')), 'folio.db');
  for (const suffix of ['', '-wal', '-shm']) writeFileSync(file + suffix, 'x');
  files = new DatabaseFiles(file);
  files.problem();
});
afterEach(() => rmSync(path.dirname(file), { recursive: true }));

describe(DatabaseFiles.name, () => {
  it('has nothing to say of files that are written and grow', () => {
    writeFileSync(`${file}-wal`, 'more than before');

    expect(files.problem()).toBeNull();
  });

  it.each(['', '-wal', '-shm'])('misses a deleted folio.db%s', (suffix) => {
    rmSync(file + suffix);

    expect(files.problem()).toBe(`${file}${suffix} is gone`);
  });

  it('notices another file in its place, and the first one back in it', () => {
    const aside = `${file}.aside`;
    renameSync(file, aside);
    copyFileSync(aside, file);
    expect(files.problem()).toBe(`${file} was replaced`);

    renameSync(aside, file);
    expect(files.problem()).toBeNull();
  });

  it('misses the files of a folder that was moved', () => {
    const folder = path.dirname(file);
    renameSync(folder, `${folder}-moved`);
    const problem = files.problem();
    renameSync(`${folder}-moved`, folder);

    expect(problem).toBe(`${file} is gone`);
  });
});
