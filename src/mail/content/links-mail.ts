import { formatTime } from '../../common/format-time.js';
import type { OrderLink } from '../../orders/order.queries.js';
import { Texts } from '../../texts/texts.js';

export const LINKS_MAX = 20;
const YEAR_MS = 365 * 24 * 60 * 60_000;

/** Of which orders links are sent that were asked for at this time: the last twelve months. */
export function linksSince(askedAt: Date): Date {
  return new Date(askedAt.getTime() - YEAR_MS);
}

/** The view of views/mail/order-links.hbs. Null without orders: no mail is sent then. */
export function toLinksMail(orders: readonly OrderLink[], publicUrl: string) {
  const [newest] = orders;
  if (!newest) return null;
  return {
    // As it is on the order, not as somebody typed it.
    to: newest.email,
    subject: Texts.t('mail.links.subject'),
    heading: Texts.t('mail.links.heading'),
    text: Texts.t('mail.links.text'),
    ignore: Texts.t('mail.links.ignore'),
    links: orders.map(({ number, token, placedAt }) => ({
      label: Texts.t('mail.links.order', {
        number: String(number),
        time: formatTime(placedAt),
      }),
      href: `${publicUrl}/orders/${token}`,
    })),
  };
}
