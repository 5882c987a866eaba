import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseEnv } from './env.js';
import { Variables } from './env.variables.js';

const text = readFileSync(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8');
const lines = text.split('\n');
const entries = lines.flatMap((line, index) => {
  const [, name, value] = /^#([A-Z_]+)=(.*)$/.exec(line) ?? [];
  return name === undefined ? [] : [{ name, value, comment: lines[index - 1] }];
});

describe('.env.example', () => {
  it('lists every variable the shop knows, in the same order, and no other', () => {
    expect(entries.map(({ name }) => name)).toEqual(Variables.keyof().options);
  });

  it.each(entries)('says in one line what $name is', ({ comment }) => {
    expect(comment).toMatch(/^# .+\.$/);
  });

  it('sets nothing, as it stands', () => {
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });

  it('shows the defaults: with all of them set nothing changes', () => {
    const raw = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
    const around = {
      directory: '/srv/folio',
      generatedSecrets: () => ({ session: 's'.repeat(64), webhook: 'whsec_generated' }),
    };

    expect(parseEnv(raw, around)).toEqual(parseEnv({}, around));
  });

  it.each(Object.entries<unknown>(Variables.parse({})))(
    'shows the default of %s',
    (name, value) => {
      expect(entries.find((entry) => entry.name === name)?.value).toBe(String(value));
    },
  );
});
