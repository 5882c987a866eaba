import { describe, expect, it } from '@jest/globals';
import { chargeLimitText } from './charge-limit-text.js';

describe(chargeLimitText.name, () => {
  it('says where card payments start and end', () => {
    expect(chargeLimitText('too-small', 'usd')).toBe('Card payments start at $0.50.');
    expect(chargeLimitText('too-large', 'usd')).toBe('Card payments end at $999,999.99.');
  });
});
