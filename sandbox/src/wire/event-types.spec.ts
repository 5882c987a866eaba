import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES } from './event-types.js';

/** As the SDK's declarations name them: they are types, of which nothing is left when it runs. */
function namedBySdk(): string[] {
  const sdk = path.resolve(import.meta.dirname, '../../../node_modules/stripe/esm');
  const declarations = readFileSync(path.join(sdk, 'resources/WebhookEndpoints.d.ts'), 'utf8');
  const [, union = ''] = /type EnabledEvent = ([^;]+);/.exec(declarations) ?? [];
  return [...union.matchAll(/'([^']+)'/g)].map(([, name]) => name ?? '');
}

describe('the types of events', () => {
  it('are those an endpoint may ask for by the SDK, apart from the star', () => {
    expect([...EVENT_TYPES, '*'].sort()).toEqual(namedBySdk().sort());
  });
});
