import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const routes = import.meta.dirname;
const readme = readFileSync(path.join(routes, '../README.md'), 'utf8');

/** Where a route names what it refuses, in a list of its own or in the call. */
const LISTS = /(?:NOT_IMITATED = |refuseNotImitated\()\[([^\]]*)\]/g;

const refused = readdirSync(routes, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) => [...readFileSync(path.join(routes, file), 'utf8').matchAll(LISTS)])
  .flatMap(([, list = '']) => [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name));

describe('the parameters that the routes refuse', () => {
  it('are found in their lists', () => {
    expect(refused).toEqual(expect.arrayContaining(['setup_future_usage', 'reverse_transfer']));
  });

  it.each([...new Set(refused)].sort())('the README names %s', (name) => {
    expect(readme).toContain(`\`${name}\``);
  });
});
