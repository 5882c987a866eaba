import { describe, expect, it } from '@jest/globals';
import { compileTemplates } from './view-engine.js';

const render = (sources: Record<string, string>, view: object = {}) =>
  compileTemplates(new Map(Object.entries(sources))).get('page')?.(view);

describe(compileTemplates.name, () => {
  it('escapes what it prints', () => {
    expect(render({ page: '<p>{{title}}</p>' }, { title: '<b>"' })).toBe('<p>&lt;b&gt;&quot;</p>');
  });

  it('wraps a page in its layout, with a slot filled and another left as it was', () => {
    const sources = {
      'layouts/main':
        '<title>{{title}}</title>{{#> head}}none{{/head}}{{#> foot}}end{{/foot}}|{{> @partial-block}}',
      page: '{{#> layouts/main title="Books"}}{{#*inline "head"}}more{{/inline}}{{name}}{{/layouts/main}}',
    };

    expect(render(sources, { name: 'Ada' })).toBe('<title>Books</title>moreend|Ada');
  });

  it('calls a partial by its name and gives it what it is passed', () => {
    const sources = {
      'partials/price': '<b>{{amount}}</b>',
      page: '{{> partials/price amount=total}}',
    };

    expect(render(sources, { total: '$23.00' })).toBe('<b>$23.00</b>');
  });

  it('compares with eq', () => {
    const page = '{{#if (eq state "paid")}}yes{{else}}no{{/if}}';

    expect([render({ page }, { state: 'paid' }), render({ page }, { state: 'open' })]).toEqual([
      'yes',
      'no',
    ]);
  });

  it.each(['</script><b>', '<!--<script>', '\u2028\u2029', '"&amp;\\', '\ud800', "'"])(
    'prints %j as JSON that a script element holds whole',
    (text) => {
      const page = '<script type="application/ld+json">{{json book}}</script>';
      const html = render({ page }, { book: { title: text } }) ?? '';
      const [, json = ''] =
        /^<script type="application\/ld\+json">(.*)<\/script>$/.exec(html) ?? [];

      expect(json).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(json)).toEqual({ title: text });
    },
  );

  it('prints nothing that a view only inherits', () => {
    const view = Object.setPrototypeOf({}, { secret: 'inherited' }) as object;

    expect(render({ page: '[{{secret}}{{constructor.name}}]' }, view)).toBe('[]');
  });

  it('offers no partial as a page', () => {
    const templates = compileTemplates(new Map([['partials/price', '']]));

    expect([...templates.keys()]).toEqual([]);
  });

  it.each([
    ['a block that is not closed', '{{#if paid}}', /page\.hbs: .*Parse error/s],
    ['a helper that does not exist', '{{upper title}}', /page\.hbs: .*upper/],
  ])('refuses %s before any page is asked for', (_what, page, words) => {
    expect(() => render({ page })).toThrow(words);
  });
});
