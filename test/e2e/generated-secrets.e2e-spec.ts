import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freshFolder } from '../support/database.js';
import { typescriptChild } from '../support/typescript-child.js';

describe('secrets that a shop makes for itself', () => {
  it('are the same for programs that start at the same moment', async () => {
    const folder = await freshFolder();
    const directories = Array.from({ length: 200 }, (_, index) => path.join(folder, `${index}`));
    const seekers = [1, 2, 3].map(() => typescriptChild('secret-seeker.ts'));
    await Promise.all(seekers.map((seeker) => once(seeker, 'message')));

    const answers = seekers.map((seeker) => once(seeker, 'message'));
    for (const seeker of seekers) seeker.send(directories);
    const [first, ...others] = (await Promise.all(answers)).map(([secrets]: unknown[]) => secrets);

    expect(first).toHaveLength(directories.length);
    expect(others).toEqual([first, first]);
    expect(await readdir(path.join(folder, '0'))).toEqual(['secrets.json']);
  });
});
