import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { drawOrderStates } from '../../scripts/order-states.js';
import { root } from '../support/program.js';

describe('docs/order-states.md', () => {
  it('is what the transitions draw: run `npm run draw` when it is not', () => {
    const file = path.join(root, 'docs/order-states.md');

    expect(readFileSync(file, 'utf8')).toBe(drawOrderStates());
  });
});
