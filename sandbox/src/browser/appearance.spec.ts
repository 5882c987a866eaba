import { describe, expect, it } from '@jest/globals';
import { ignoredIn, toLook } from './appearance.js';

describe(toLook, () => {
  it('starts from the light theme of Stripe', () => {
    expect(toLook(undefined)).toMatchObject({
      theme: 'stripe',
      scheme: 'light',
      properties: { '--color-background': '#ffffff', '--border-radius': '5px' },
    });
  });

  it('turns dark at night', () => {
    expect(toLook({ theme: 'night' })).toMatchObject({ theme: 'night', scheme: 'dark' });
  });

  it.each([
    ['#111', 'dark'],
    ['#1a1a1a', 'dark'],
    ['#fdfaf5', 'light'],
    ['rgb(0 0 0)', 'light'],
  ])('takes a background of %s for %s', (colorBackground, scheme) => {
    expect(toLook({ variables: { colorBackground } }).scheme).toBe(scheme);
  });

  it('lets the page choose each variable', () => {
    const { properties } = toLook({
      theme: 'flat',
      variables: { colorPrimary: 'rebeccapurple', spacingUnit: '5px', inputColorBorder: '#ccc' },
    });

    expect(properties).toMatchObject({
      '--color-primary': 'rebeccapurple',
      '--spacing-unit': '5px',
      '--input-color-border': '#ccc',
      '--color-background': '#f1f2f4',
    });
  });

  it.each([null, 'night', { theme: 7, variables: 'red' }, { theme: 'constructor' }])(
    'ignores what it cannot read: %p',
    (appearance) => {
      expect(toLook(appearance)).toEqual(toLook({}));
    },
  );

  it('leaves out variables it does not imitate', () => {
    expect(toLook({ variables: { logoColor: 'dark' } })).toEqual(toLook({}));
  });
});

describe(ignoredIn, () => {
  it('has nothing to say of what is drawn', () => {
    const variables = { colorPrimary: 'red', labelFontSize: '12px', borderRadius: '0' };

    expect(ignoredIn({ theme: 'night', variables, rules: { '.Input': { color: 'red' } } })).toEqual(
      [],
    );
  });

  it('names what is not', () => {
    const appearance = {
      variables: { logoColor: 'dark' },
      rules: { '.Tab': {} },
      labels: 'floating',
      inputs: 'condensed',
    };

    expect(ignoredIn(appearance)).toEqual([
      'variables.logoColor',
      'rules[".Tab"]',
      'labels: floating',
      'inputs: condensed',
    ]);
  });
});
