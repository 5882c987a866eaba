import { type Kind, KINDS, type Trouble, TROUBLES } from '../../trouble/trouble-kinds.js';
import { type Html, html } from '../html.js';
import type { Content, LabPage, Look } from '../lab-page.js';
import { badge, listing } from '../pieces.js';
import { troubleFields } from '../trouble-form.js';

const AREAS = {
  requests: 'With requests to the API',
  deliveries: 'With webhook deliveries',
} as const;

export const trouble: LabPage = { path: '/trouble', tab: 'trouble', hasJsonTwin: true, show };

function show({ store }: Look): Content {
  const on = store.trouble.read();
  const areas = Object.entries(AREAS).map(
    ([area, title]) =>
      html`<section>
        <h2>${title}</h2>
        <div class="kinds">
          ${KINDS.filter((kind) => TROUBLES[kind].area === area).map((kind) => card(kind, on))}
        </div>
      </section>`,
  );
  const main = html`<p class="hint">
      What a payment integration meets sooner or later, on purpose. It stays until it is used up or
      stopped, over restarts too. Tests switch the same with <code>POST /_sandbox/trouble</code>.
    </p>
    ${areas}`;
  return { title: 'Trouble', main };
}

function card(kind: Kind, all: Trouble): Html {
  const { title, what } = TROUBLES[kind];
  const on = all[kind];
  return html`<article class="card kind" aria-labelledby="${kind}" data-key="${kind}">
    <h3 id="${kind}">${title} ${on && badge('on', 'bad')}</h3>
    <p>${what}</p>
    ${
      on
        ? html`${listing(`Settings of ${title}`, JSON.stringify({ [kind]: on }))}
            <form method="post" action="/_sandbox/trouble/${kind}/off">
              <button>Stop<span class="unseen"> “${title}”</span></button>
            </form>`
        : html`<form method="post" action="/_sandbox/trouble/${kind}/on">
            <div class="fields">${troubleFields(kind)}</div>
            <button>Start<span class="unseen"> “${title}”</span></button>
          </form>`
    }
  </article>`;
}
