import type { LoggedRequest } from '../../store/request-log.js';
import { html } from '../html.js';
import type { Content, LabPage, Look } from '../lab-page.js';
import { badge, code, type Column, empty, moment, older, table } from '../pieces.js';
import { httpBadge } from '../statuses.js';

const PAGE = 50;

const COLUMNS: readonly Column<LoggedRequest>[] = [
  { head: 'Status', cell: ({ status }) => httpBadge(status) },
  {
    head: 'Request',
    cell: ({ id, method, path, trouble, idempotentReplayed }) =>
      html`<a class="row" href="/_sandbox/requests/${id}"
          ><span class="method">${method}</span> <span class="path">${path}</span></a
        >
        ${idempotentReplayed && badge('replayed', 'open')}
        ${trouble !== null && badge(trouble, 'open')}`,
  },
  {
    head: 'Idempotency key',
    isAside: true,
    cell: ({ idempotencyKey }) => idempotencyKey !== null && code(idempotencyKey),
  },
  { head: 'Id', isAside: true, cell: ({ id }) => html`<span class="tight">${code(id)}</span>` },
  { head: 'Date', cell: ({ createdMs }) => moment(createdMs) },
];

export const requests: LabPage = { path: '/requests', tab: 'requests', hasJsonTwin: true, show };

function show({ store, query }: Look): Content {
  const found = store.requests.newest(PAGE + 1, query('before'));
  const items = found.slice(0, PAGE);
  const main =
    items.length === 0
      ? empty(
          'No requests yet',
          'Every request to /v1 is listed here, whoever sends it. Buy a book.',
        )
      : html`<p class="hint">
            Without parameters: they may hold what must not be kept.
            <a href="/_sandbox/api">What the API answers</a>
          </p>
          ${table('Requests', COLUMNS, items)}
          ${older('requests', items.at(-1)?.id, found.length > PAGE)}`;
  return { title: 'Logs', main };
}
