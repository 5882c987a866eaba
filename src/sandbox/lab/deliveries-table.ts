import type { DeliverySummary } from '../store/delivery-history.js';
import { type Html, html } from './html.js';
import { type Column, dotted, empty, moment, table } from './pieces.js';
import { deliveryBadge, httpBadge } from './statuses.js';

const COLUMNS: readonly Column<DeliverySummary>[] = [
  {
    head: 'Event',
    cell: ({ id, eventType }) =>
      html`<a class="row" href="/_sandbox/deliveries/${id}">${dotted(eventType)}</a>`,
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
  { head: 'Date', cell: ({ attemptedMs, dueMs }) => moment(attemptedMs ?? dueMs) },
];

export function deliveries(items: readonly DeliverySummary[], hint: string): Html {
  if (items.length === 0) return empty('No deliveries', hint);
  return table('Deliveries', COLUMNS, items);
}
