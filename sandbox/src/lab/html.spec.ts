import { describe, expect, it } from '@jest/globals';
import { html } from './html.js';

describe('html', () => {
  it('escapes what is put in, in text and in attributes', () => {
    const name = `<b title="x">'&'</b>`;

    expect(html`<p title="${name}">${name}</p>`.text).toBe(
      '<p title="&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;">&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;</p>',
    );
  });

  it('takes its own work as it is, alone and in lists', () => {
    const items = ['a', '<'].map((each) => html`<i>${each}</i>`);

    expect(html`${items}${html`<b></b>`}`.text).toBe('<i>a</i><i>&lt;</i><b></b>');
  });

  it('leaves out what is not there, and keeps a zero', () => {
    expect(html`${null}${undefined}${false}${0}`.text).toBe('0');
  });
});
