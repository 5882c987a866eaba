import { type Html, html, type Part } from './html.js';

export type Tone = 'good' | 'bad' | 'open' | 'plain';

export function badge(text: string, tone: Tone): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** In UTC here; the page's script says it in the reader's own time. */
export function moment(ms: number): Html {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** A name with dots may be broken after each. */
export function dotted(name: string): Html {
  return html`${name.split('.').map((part, index) => (index === 0 ? part : html`.<wbr />${part}`))}`;
}

export function code(text: string): Html {
  return html`<code class="id">${text}</code>`;
}

/** A block of code that scrolls, for the keyboard too. */
export function listing(label: string, text: string): Html {
  return html`<pre tabindex="0" role="region" aria-label="${label}"><code>${text}</code></pre>`;
}

export function json(label: string, value: unknown): Html {
  return listing(label, JSON.stringify(value, null, 2));
}

/** JSON if it is, as it came if it is not. */
export function prettyText(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export interface Column<T> {
  head: string;
  cell: (item: T) => Part;
  /** Not shown where there is little room. */
  isAside?: true;
  isNumber?: true;
}

/** The link in the first column opens the whole row. */
export function table<T extends { id: string | number }>(
  label: string,
  columns: readonly Column<T>[],
  items: readonly T[],
): Html {
  const classOf = ({ isAside, isNumber }: Column<T>) =>
    [isAside ? 'aside' : '', isNumber ? 'number' : ''].join(' ').trim();
  return html`<table aria-label="${label}">
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col" class="${classOf(column)}">${column.head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${items.map(
        (item) =>
          html`<tr data-key="${item.id}">
            ${columns.map((column) => html`<td class="${classOf(column)}">${column.cell(item)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function empty(title: string, hint: Part): Html {
  return html`<div class="empty">
    <h2>${title}</h2>
    <p>${hint}</p>
  </div>`;
}

export function facts(rows: readonly (readonly [string, Part])[]): Html {
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** One button that does one thing. */
export function action(path: string, label: string, hidden: Record<string, string> = {}): Html {
  return html`<form method="post" action="/_sandbox/${path}">
    ${Object.entries(hidden).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <button>${label}</button>
  </form>`;
}

export function older(path: string, last: string | number | undefined, isMore: boolean): Html {
  if (!isMore || last === undefined) return html``;
  return html`<nav class="older" aria-label="Pages">
    <a href="/_sandbox/${path}?before=${last}">Older</a>
  </nav>`;
}
