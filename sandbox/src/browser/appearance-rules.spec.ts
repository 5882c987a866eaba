import { describe, expect, it } from '@jest/globals';
import { readRules } from './appearance-rules.js';

describe(readRules, () => {
  it.each([
    ['.Input', ':root :is(input, select)'],
    ['.Input:focus', ':root :is(input, select):focus'],
    ['.Input--invalid', ":root :is(input, select)[aria-invalid='true']"],
    ['.Input--empty::placeholder', ':root :is(input, select):placeholder-shown::placeholder'],
    ['.Label', ':root label'],
    ['.Error', ':root .problem'],
  ])('finds what Stripe calls %s', (name, selector) => {
    expect(readRules({ [name]: { backgroundColor: 'red', fontSize: 12 } })).toEqual({
      rules: [
        {
          selector,
          declarations: [
            ['background-color', 'red'],
            ['font-size', '12'],
          ],
        },
      ],
      ignored: [],
    });
  });

  it.each([
    '.Tab',
    '.Input .Label',
    '.Input:has(a)',
    '.Input--checked',
    '.Label--invalid',
    'input[value^="4"]',
    '.constructor',
    '.Input {} *',
  ])('ignores %s, and says so', (name) => {
    expect(readRules({ [name]: { color: 'red' } })).toEqual({ rules: [], ignored: [name] });
  });

  it.each([
    'position',
    'backgroundImage',
    'borderImage',
    'background',
    'content',
    'display',
    '--x',
  ])('ignores the property %s, and says so', (property) => {
    expect(readRules({ '.Input': { [property]: 'x', color: 'red' } })).toMatchObject({
      rules: [{ declarations: [['color', 'red']] }],
      ignored: [`.Input ${property}`],
    });
  });

  it.each([undefined, 'red', { '.Input': 'red' }])('makes nothing of %j', (asked) => {
    expect(readRules(asked).rules).toEqual([]);
  });
});
