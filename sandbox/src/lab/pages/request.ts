import type { LoggedError, LoggedRequest } from '../../store/request-log.js';
import type { StoredEvent } from '../../store/event-log.js';
import { type Html, html, type Part } from '../html.js';
import type { Content, LabPage, Look } from '../lab-page.js';
import { badge, code, dotted, empty, facts, moment, table } from '../pieces.js';
import { httpBadge } from '../statuses.js';

/** More than any one request causes. */
const MOST = 100;

/** Where `request_log_url` leads. */
export const request: LabPage = { path: '/requests/:id', tab: 'requests', show };

function show({ store, id }: Look): Content | null {
  const found = store.requests.find(id);
  if (!found) return null;
  const page = { limit: MOST, startingAfter: null, endingBefore: null };
  const { items } = store.events.list(page, [{ sql: 'request_id = ?', values: [id] }]);
  const main = html`<section class="card">
      ${facts([
        ['Request', code(id)],
        ['Status', httpBadge(found.status)],
        ['Happened', moment(found.createdMs)],
        ['Idempotency key', keyOf(found)],
        ['API version', found.stripeVersion],
        ['Trouble', found.trouble === null ? 'none' : badge(found.trouble, 'open')],
        ['Payment', paymentLink(found)],
      ])}
    </section>
    ${found.error && errorOf(found.error)}
    <section>
      <h2>Events</h2>
      ${items.length === 0 ? empty('No events', 'It changed nothing that Stripe tells of.') : events(items)}
    </section>`;
  return { title: `${found.method} ${found.path}`, main };
}

function keyOf({ idempotencyKey, originalRequest }: LoggedRequest): Part {
  if (idempotencyKey === null) return 'none';
  if (originalRequest === null) return code(idempotencyKey);
  return html`${code(idempotencyKey)} answered before:
    <a href="/_sandbox/requests/${originalRequest}">${code(originalRequest)}</a>`;
}

function paymentLink({ path }: LoggedRequest): Part {
  const [, id] = /\/(pi_\w+)/.exec(path) ?? [];
  return id === undefined ? 'none' : html`<a href="/_sandbox/payments/${id}">${code(id)}</a>`;
}

function errorOf({ type, code: name, decline_code, param, message }: LoggedError): Html {
  const known = Object.entries({
    Type: type,
    Code: name,
    'Decline code': decline_code,
    Parameter: param,
  }).flatMap(([label, value]) => (value === undefined ? [] : [[label, code(value)] as const]));
  return html`<section>
    <h2>Error</h2>
    <div class="card">
      ${facts([['Message', html`<span class="failure">${message}</span>`], ...known])}
    </div>
  </section>`;
}

function events(items: readonly StoredEvent[]): Html {
  const columns = [
    {
      head: 'Type',
      cell: ({ id, type }: StoredEvent) =>
        html`<a class="row" href="/_sandbox/events/${id}">${dotted(type)}</a>`,
    },
    { head: 'Event', isAside: true, cell: ({ id }: StoredEvent) => code(id) },
  ] as const;
  return table('Events', columns, items);
}
