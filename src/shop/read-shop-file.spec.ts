import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readShopFile } from './read-shop-file.js';
import { ShopFileError } from './shop-file-error.js';

const schema = z.strictObject({
  zones: z.array(z.strictObject({ name: z.string(), days: z.number('must be days, such as 3') })),
  free: z.boolean().default(false),
});

describe(readShopFile.name, () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'folio-shop-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function read(contents: string | Buffer) {
    writeFileSync(path.join(folder, 'zones.json'), contents);
    return readShopFile(folder, 'zones.json', schema);
  }

  function problemsIn(contents: string | Buffer): readonly string[] {
    try {
      read(contents);
      return [];
    } catch (error) {
      if (!(error instanceof ShopFileError)) throw error;
      return error.problems;
    }
  }

  it('reads what the schema makes of it, with a byte order mark or without', () => {
    const expected = { zones: [{ name: 'A', days: 3 }], free: false };

    expect(read('{"zones":[{"name":"A","days":3}]}')).toEqual(expected);
    expect(read('\uFEFF{"zones":[{"name":"A","days":3}]}')).toEqual(expected);
  });

  it('names every problem at once, with its place and what is written there', () => {
    const zones = [{ name: 7, days: '3', day: 4 }, { days: 5 }];

    expect(problemsIn(JSON.stringify({ zones, open: true }))).toEqual([
      'zones[0].name must be a text in quotes; it is 7',
      'zones[0].days must be days, such as 3; it is "3"',
      'zones[0].day is not known here: correct its name, or remove it',
      'zones[1].name is missing: a text in quotes',
      'open is not known here: correct its name, or remove it',
    ]);
    expect(problemsIn('[]')).toEqual(['the file must be an object in { }; it is []']);
  });

  it('says in which file they are', () => {
    expect(() => read('{}')).toThrow(
      `The shop cannot start. Mend this in ${path.join(folder, 'zones.json')}:\n  zones is missing: a list in [ ]`,
    );
  });

  it('names the line of what is not JSON', () => {
    expect(problemsIn('{\n  "zones": [],\n}')).toEqual([
      expect.stringMatching(/^it is not JSON.*line 3/),
    ]);
  });

  it('refuses an encoding that would garble names', () => {
    const cure = 'it is not UTF-8: save it as UTF-8 (in an editor: “Save as”, encoding UTF-8)';

    expect(problemsIn(Buffer.from('{"zones":[{"name":"Müller"}]}', 'latin1'))).toEqual([cure]);
  });

  it('says what to do where there is no file', () => {
    expect(() => readShopFile(folder, 'missing.json', schema)).toThrow(
      /missing\.json:\n {2}it is not there: write it, .*set SHOP_DIR/,
    );
  });
});
