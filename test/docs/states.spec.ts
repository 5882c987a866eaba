import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { drawOrderStates } from '../../scripts/order-states.js';
import { drawParcelStates } from '../../scripts/parcel-states.js';
import { root } from '../support/program.js';

describe.each([
  ['docs/order-states.md', drawOrderStates],
  ['docs/parcel-states.md', drawParcelStates],
])('%s', (file, draw) => {
  it('is what the transitions draw: run `npm run draw` when it is not', () => {
    expect(readFileSync(path.join(root, file), 'utf8')).toBe(draw());
  });
});
