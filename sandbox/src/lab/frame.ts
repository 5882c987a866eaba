import { KINDS, type Trouble, TROUBLES } from '../trouble/trouble-kinds.js';
import { type Html, html } from './html.js';
import { type Content, type Tab, TABS } from './lab-page.js';

interface Frame extends Content {
  /** Where it can be read again, whatever led to it. */
  address: string;
  tab: Tab | null;
  account: string;
  trouble: Trouble;
  /** What became of the last click. */
  notice: Notice | null;
}

export interface Notice {
  text: string;
  isBad: boolean;
}

const PATHS = { payments: '' } as Record<Tab, string | undefined>;

/** A whole page of the lab. */
export function page({ address, title, main, tab, account, trouble, notice }: Frame): string {
  const { text } = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${title} · Stripe sandbox</title>
      <link rel="canonical" href="${address}" />
      <link rel="icon" href="/js/lab/icon.svg" />
      <link rel="stylesheet" href="/js/lab/lab.css" />
      <link rel="stylesheet" href="/js/lab/pieces.css" />
      <link rel="stylesheet" href="/js/lab/details.css" />
      <link rel="stylesheet" href="/js/lab/pages.css" />
      <script src="/js/lab/lab.js" defer></script>
    </head>
    <body>
      <a class="skip" href="#main">Skip to the content</a>
      <header class="top">
        <a class="brand" href="/_sandbox/">
          <img src="/js/lab/icon.svg" alt="" width="28" height="28" />
          <span>Stripe sandbox</span>
        </a>
        <span class="badge test">Test data</span>
        <code class="account">${account}</code>
        <span id="live" class="live" role="status" data-keep></span>
      </header>
      <nav class="tabs" aria-label="Lab">${tabs(tab, trouble)}</nav>
      ${banner(trouble)}
      <main id="main" tabindex="-1">
        <div id="notice" role="status" data-keep>${notice && noticeOf(notice)}</div>
        <h1>${title}</h1>
        ${main}
      </main>
    </body>
  </html>`;
  return `<!doctype html>\n${text}\n`;
}

function noticeOf({ text, isBad }: Notice): Html {
  return html`<p class="notice ${isBad && 'bad'}">${text}</p>`;
}

function tabs(current: Tab | null, trouble: Trouble): Html[] {
  const on = kindsOn(trouble).length;
  return Object.entries(TABS).map(([name, label]) => {
    const path = PATHS[name as Tab] ?? name;
    const isCurrent = name === current;
    return html`<a href="/_sandbox/${path}" ${isCurrent ? html`aria-current="page"` : null}
      >${label}
      ${name === 'trouble' && on > 0 && html`<span class="count">${on}<span class="unseen"> on</span></span>`}</a
    >`;
  });
}

function banner(trouble: Trouble): Html {
  const on = kindsOn(trouble);
  if (on.length === 0) return html`<aside class="alarm" hidden></aside>`;
  return html`<aside class="alarm" aria-label="Trouble is on">
    <p>
      <strong>Trouble is on:</strong>
      ${on.map((kind) => TROUBLES[kind].title.toLowerCase()).join(', ')}.
    </p>
    <form method="post" action="/_sandbox/trouble/off">
      <button>All back to normal</button>
    </form>
  </aside>`;
}

function kindsOn(trouble: Trouble) {
  return KINDS.filter((kind) => trouble[kind]);
}
