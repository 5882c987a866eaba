import { describe, expect, it } from '@jest/globals';
import Handlebars from 'handlebars';
import { registerTextHelpers } from './template-helpers.js';

const handlebars = Handlebars.create();
registerTextHelpers(handlebars);
const render = (source: string, view: object = {}) => handlebars.compile(source)(view);

describe(registerTextHelpers, () => {
  it('prints a text', () => {
    expect(render('<b>{{t "offer.total"}}</b>')).toBe('<b>Total</b>');
  });

  it('puts elements where the text has tags', () => {
    const source = '{{t "banner.sandbox.text" name=(tag "a" "b" href=href)}}';

    expect(render(source, { href: '/?a=1&b="' })).toBe(
      '<a href="/?a&#x3D;1&amp;b&#x3D;&quot;"><b>Sandbox:</b></a> no real money moves.',
    );
  });

  it.each(['{{t "offer.totl"}}', '{{t "banner.sandbox.text"}}'])('fails for %s', (source) => {
    expect(() => render(source)).toThrow(/^Text /);
  });
});
