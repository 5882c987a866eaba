import { describe, expect, it } from '@jest/globals';
import { descriptorProblem } from './statement-descriptor.js';

describe(descriptorProblem, () => {
  it('takes 22 characters with a letter among them', () => {
    expect(descriptorProblem('22 BOOKS FROM THE SHOP')).toBeNull();
  });

  it('refuses one more', () => {
    expect(descriptorProblem('A BOOK WITH A LONG NAME')).toBe(
      'The statement descriptor must be at most 22 characters. A BOOK WITH A LONG NAME is 23 characters long.',
    );
  });

  it('counts characters', () => {
    expect(descriptorProblem(`BOOK ${'📕'.repeat(17)}`)).toBeNull();
  });

  it.each(['<', '>', '\\', "'", '"', '*'])('refuses %s', (character) => {
    expect(descriptorProblem(`BOOK ${character} 1`)).toBe(
      `The statement descriptor cannot include ${character}`,
    );
  });

  it.each(['1984', '№ 7', '本'])('refuses "%s", which has no Latin letter', (text) => {
    expect(descriptorProblem(text)).toBe(
      'The statement descriptor must contain at least one Latin character.',
    );
  });
});
