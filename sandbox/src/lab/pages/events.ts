import type { StoredEvent } from '../../store/event-log.js';
import { renderEvent } from '../../wire/event.js';
import { deliveries as deliveriesTable } from '../deliveries-table.js';
import { html, type Part } from '../html.js';
import type { Content, LabPage, Look } from '../lab-page.js';
import { action, code, dotted, empty, facts, json, moment, older, table } from '../pieces.js';
import { deliveryBadge } from '../statuses.js';

const PAGE = 30;

export const events: LabPage = { path: '/events', tab: 'events', show: showList };
export const event: LabPage = { path: '/events/:id', tab: 'events', show: showOne };

function showList({ store, query }: Look): Content {
  const page = { limit: PAGE, startingAfter: query('before'), endingBefore: null };
  const { items, hasMore } = store.events.list(page, []);
  const columns = [
    {
      head: 'Type',
      cell: ({ id, type }: StoredEvent) =>
        html`<a class="row" href="/_sandbox/events/${id}">${dotted(type)}</a>`,
    },
    {
      head: 'Delivery',
      cell: ({ id }: StoredEvent) =>
        store.deliveryHistory.ofEvent(id).slice(0, 1).map(deliveryBadge),
    },
    { head: 'Event', isAside: true, cell: ({ id }: StoredEvent) => code(id) },
    { head: 'Date', cell: ({ created }: StoredEvent) => moment(created * 1000) },
  ] as const;
  const main =
    items.length === 0
      ? empty(
          'No events yet',
          html`Whatever changes makes one: buy a book, or run
            <code>stripe trigger payment_intent.succeeded</code>.`,
        )
      : html`${table('Events', columns, items)} ${older('events', items.at(-1)?.id, hasMore)}`;
  return { title: 'Events', main };
}

function showOne({ store, id }: Look): Content | null {
  const found = store.events.find(id);
  if (!found) return null;
  const deliveries = store.deliveryHistory.ofEvent(id);
  const rendered = renderEvent(found, store.deliveries.pendingOf(id));
  const main = html`<section class="card">
      ${facts([
        ['Event', code(id)],
        ['Happened', moment(found.created * 1000)],
        ['Caused by', requestLink(found)],
        ['Payment', paymentLink(rendered.data.object)],
      ])}
      <div class="actions">
        ${action(`events/${id}/resend`, 'Resend')}
        ${action(`events/${id}/resend`, 'Send twice', { copies: '2' })}
      </div>
    </section>
    <section>
      <h2>Deliveries</h2>
      ${deliveriesTable(deliveries, 'Nobody was told: there is no webhook endpoint for this event, or “Tell nobody” was on. Resend it.')}
    </section>
    <section>
      <h2>Payload</h2>
      ${json('Payload', rendered)}
    </section>`;
  return { title: found.type, main };
}

function requestLink({ requestId }: StoredEvent): Part {
  if (requestId === null) return 'no request';
  return html`<a href="/_sandbox/requests/${requestId}">${code(requestId)}</a>`;
}

function paymentLink(object: unknown) {
  const { id, payment_intent: parent } = object as { id?: string; payment_intent?: unknown };
  const paymentId = typeof parent === 'string' ? parent : (id ?? '');
  if (!paymentId.startsWith('pi_')) return 'none';
  return html`<a href="/_sandbox/payments/${paymentId}">${code(paymentId)}</a>`;
}
