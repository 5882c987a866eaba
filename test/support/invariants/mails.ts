import type { Books, MailRow } from './books.js';

const MAIL_OF_EVENT: Record<string, string> = {
  payment_succeeded: 'order-paid',
  review_accepted: 'order-paid',
  payment_mismatched: 'order-review',
  stock_unavailable: 'order-review',
};

/** Each order with an address has the mails of what happened to it, each once, and no other. */
export function mailsAreOfWhatHappened({ shop }: Books): string[] {
  return shop.orders.flatMap((order) => {
    const events = shop.timeline.filter(({ orderId }) => orderId === order.id);
    const refunds = shop.ledger.filter(({ orderId, kind }) => orderId === order.id && kind === 'refund'); // prettier-ignore
    const expected =
      order.email === null
        ? []
        : [
            ...events.flatMap(({ event }) => MAIL_OF_EVENT[event] ?? []),
            ...refunds.map(({ stripeId }) => `order-refunded ${stripeId}`),
          ];
    const made = shop.mails
      .filter(({ orderId, kind }) => orderId === order.id && OF_MONEY.has(kind))
      .map(({ kind, cause }) => (kind === 'order-refunded' ? `${kind} ${cause}` : kind));
    const [has, needs] = [made, expected].map((mails) => mails.toSorted().join(', '));
    return has === needs ? [] : [`order ${order.number} has mails (${has}) instead of (${needs})`];
  });
}

const OF_MONEY = new Set([...Object.values(MAIL_OF_EVENT), 'order-refunded']);

/** What is written as sent was handed over; and what is still to be sent. For when all is quiet. */
export function unsentMails(mails: readonly MailRow[], files: readonly string[]): string[] {
  return mails.flatMap(({ id, kind, status }) => {
    if (status === 'pending') return [`the mail ${id} (${kind}) is not sent yet`];
    const isThere = files.some((file) => file.endsWith(`-${id.slice(0, 8)}.eml`));
    return status === 'sent' && !isThere ? [`the mail ${id} (${kind}) was never sent`] : [];
  });
}
