import type { DeliverySummary } from '../../store/delivery-history.js';
import type { ListedAttempt } from '../../store/delivery-queue.js';
import { deliveries as deliveriesTable } from '../deliveries-table.js';
import { type Html, html, type Part } from '../html.js';
import type { Content, LabPage, Look } from '../lab-page.js';
import { action, badge, code, facts, listing, moment, older, prettyText } from '../pieces.js';
import { deliveryBadge, httpBadge } from '../statuses.js';

const PAGE = 30;

const HINT =
  'Each event is sent to every webhook endpoint that asked for it, and to every “stripe listen”. Buy a book; without SANDBOX_WEBHOOK_URL, an endpoint of POST /v1/webhook_endpoints or the Stripe CLI nobody is told.';

export const deliveries: LabPage = {
  path: '/deliveries',
  tab: 'deliveries',
  hasJsonTwin: true,
  show: showList,
};
export const delivery: LabPage = { path: '/deliveries/:id', tab: 'deliveries', show: showOne };

function showList({ store, query }: Look): Content {
  const before = Number(query('before') ?? NaN);
  const found = store.deliveryHistory.newest(PAGE + 1, Number.isInteger(before) ? before : null);
  const items = found.slice(0, PAGE);
  const main = html`${deliveriesTable(items, HINT)}
  ${older('deliveries', items.at(-1)?.id, found.length > PAGE)}`;
  return { title: 'Deliveries', main };
}

function showOne({ store, id }: Look): Content | null {
  const found = store.deliveryHistory.find(Number(id));
  if (!found) return null;
  const attempts = store.deliveries
    .attempts(found.eventId)
    .filter((attempt) => attempt.delivery === found.id)
    .reverse();
  const main = html`<section class="card">
      ${facts([
        ['State', deliveryBadge(found)],
        ['Event', html`<a href="/_sandbox/events/${found.eventId}">${code(found.eventId)}</a>`],
        [found.route === 'cli' ? 'Session of the Stripe CLI' : 'Endpoint', code(found.endpointId)],
        ['Address', found.url ?? 'not sent yet'],
        ['Next attempt', nextAttempt(found)],
      ])}
      <div class="actions">${action(`events/${found.eventId}/resend`, 'Resend')}</div>
    </section>
    <section>
      <h2>Attempts</h2>
      ${attempts.length === 0 ? html`<p>It has not been tried yet.</p>` : attempts.map(showAttempt)}
    </section>`;
  return { title: found.eventType, main };
}

function nextAttempt({ state, route, dueMs }: DeliverySummary): Part {
  if (state !== 'pending') return 'none';
  return route === 'cli' ? 'waits for the Stripe CLI' : moment(dueMs);
}

function showAttempt(attempt: ListedAttempt, index: number): Html {
  const headers = Object.entries(attempt.requestHeaders).map((pair) => pair.join(': '));
  return html`<details class="attempt" ${index === 0 ? html`open` : null}>
    <summary>
      ${httpBadge(attempt.status)} ${attempt.trouble !== null && badge(attempt.trouble, 'open')}
      <span class="took">${attempt.durationMs} ms</span> ${moment(attempt.createdMs)}
    </summary>
    ${attempt.error !== null && html`<p class="failure">${attempt.error}</p>`}
    <div class="sides">
      <div>
        <h3>Request</h3>
        ${headers.length > 0 && listing('Request headers', headers.join('\n'))}
        ${attempt.requestBody !== '' && listing('Request body', prettyText(attempt.requestBody))}
        ${headers.length === 0 && html`<p>Nothing was sent.</p>`}
      </div>
      <div>
        <h3>Response</h3>
        ${attempt.response ? listing('Response body', prettyText(attempt.response)) : html`<p>No body.</p>`}
      </div>
    </div>
  </details>`;
}
