import { format, multiply } from '../money/money.js';
import { isSettled, type OrderState } from './domain/order-state.js';
import type { OrderLine, TimelineEntry } from './domain/order.js';
import type { Current } from './settlement.service.js';
import { onWhoseWord, storyOf, whatHappened } from './order-words.js';

const REFRESH_SECONDS = 3;

export interface OrderLineView {
  slug: string;
  title: string;
  author: string;
  quantity: number;
  unitPrice: string;
  amount: string;
}

export function toOrderView({ order, standing }: Current) {
  const story = storyOf(order, standing);
  return {
    number: order.number,
    state: story.face,
    heading: story.heading,
    explanation: story.explanation,
    total: format(order.total),
    paymentIntentId: order.paymentIntentId,
    email: order.email,
    lines: order.lines.map(toLineView),
    timeline: order.timeline.map(toTimelineView),
    refresh: story.refreshes
      ? { seconds: REFRESH_SECONDS, statusHref: `/orders/${order.token}/status` }
      : null,
    action: story.canPay ? { label: story.payLabel, href: `/checkout/${order.token}` } : null,
  };
}

/** For the page's script: it reloads when `state` is another than the page was made with. */
export function toOrderStatus({ order, standing }: Current): {
  state: string;
  order_state: OrderState;
  is_settled: boolean;
} {
  const { face } = storyOf(order, standing);
  return { state: face, order_state: order.state, is_settled: isSettled(order.state) };
}

export function toLineView(line: OrderLine): OrderLineView {
  const { slug, title, author, quantity, unitPrice } = line;
  const amount = format(multiply(unitPrice, quantity));
  return { slug, title, author, quantity, unitPrice: format(unitPrice), amount };
}

function toTimelineView({ event, source, detail, at }: TimelineEntry) {
  return {
    at: at.toISOString(),
    when: whenText(at),
    what: whatHappened(event),
    onWhoseWord: onWhoseWord(source),
    detail,
  };
}

const WHEN = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

function whenText(at: Date): string {
  return `${WHEN.format(at).replace(' at ', ', ')} UTC`;
}
