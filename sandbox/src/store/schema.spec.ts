import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SCHEMA, SCHEMA_VERSION } from './schema.js';

describe('the schema', () => {
  it('has a new version when it changes', () => {
    const digest = createHash('sha256').update(SCHEMA).digest('hex').slice(0, 16);

    // Files of the former version would be opened as if they were of this one.
    expect({ version: SCHEMA_VERSION, digest }).toEqual({
      version: 17,
      digest: 'c104165180a1ba28',
    });
  });
});
