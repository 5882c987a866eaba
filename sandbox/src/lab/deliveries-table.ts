import type { DeliverySummary } from '../store/delivery-history.js';
import { type Html, html, type Part } from './html.js';
import { type Column, dotted, empty, moment, table } from './pieces.js';
import { deliveryBadge, httpBadge } from './statuses.js';

const COLUMNS: readonly Column<DeliverySummary>[] = [
  {
    head: 'Event',
    cell: ({ id, eventType, ...to }) =>
      html`<a class="row" href="/_sandbox/deliveries/${id}">${dotted(eventType)}</a>
        <span class="to">${recipient(to)}</span>`,
  },
  { head: 'State', cell: deliveryBadge },
  {
    head: 'Last answer',
    isAside: true,
    cell: ({ attempts, status }) => attempts > 0 && httpBadge(status),
  },
  { head: 'Attempts', isNumber: true, isAside: true, cell: ({ attempts }) => attempts },
  {
    head: 'Took',
    isNumber: true,
    isAside: true,
    cell: ({ durationMs }) => durationMs !== null && `${durationMs} ms`,
  },
  { head: 'Date', cell: dateOf },
];

/** Who is told: the same event may go to several. */
function recipient({
  route,
  url,
  endpointId,
}: Pick<DeliverySummary, 'route' | 'url' | 'endpointId'>) {
  return route === 'cli' ? 'Stripe CLI' : (url ?? endpointId);
}

function dateOf({ attemptedMs, dueMs, route }: DeliverySummary): Part {
  if (attemptedMs === null && route === 'cli') return 'waits for it';
  return moment(attemptedMs ?? dueMs);
}

export function deliveries(items: readonly DeliverySummary[], hint: string): Html {
  if (items.length === 0) return empty('No deliveries', hint);
  return table('Deliveries', COLUMNS, items);
}
