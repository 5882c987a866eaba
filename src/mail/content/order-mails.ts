import { formatTime } from '../../common/format-time.js';
import type { Parcel } from '../../fulfilment/domain/parcel.js';
import { formatMinor } from '../../money/format.js';
import { hasEntry } from '../../orders/domain/ledger.js';
import type { Order } from '../../orders/domain/order.js';
import { Texts } from '../../texts/texts.js';
import type { OrderMailKind } from '../domain/mail-kind.js';
import { PARCEL_MAILS } from './parcel-mails.js';

/** What a mail says beside the order itself. */
interface OrderMail {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** The carrier's page. */
  trackingUrl?: string | null;
}

/** `data`: of the mail's row. */
type OrderMailOf = (
  order: Order,
  cause: string,
  parcels: readonly Parcel[],
  data: Readonly<Record<string, unknown>>,
) => OrderMail | null;

/** By kind. Null if the mail is no longer true: it is not sent then. */
export const ORDER_MAILS: Record<OrderMailKind, OrderMailOf> = {
  ...PARCEL_MAILS,
  'order-paid': ({ number, paidAt }) => {
    // Also a guard: an order under review has not been paid.
    if (!paidAt) return null;
    return {
      subject: Texts.t('mail.paid.subject', { number: String(number) }),
      heading: Texts.t('mail.paid.heading'),
      paragraphs: [Texts.t('mail.paid.text')],
    };
  },
  'order-review': ({ number, state }) => {
    if (state !== 'needs_review') return null;
    return {
      subject: Texts.t('mail.review.subject', { number: String(number) }),
      heading: Texts.t('mail.review.heading'),
      paragraphs: [Texts.t('mail.review.text')],
    };
  },
  'order-refunded': ({ number, ledger }, cause) => {
    const refund = ledger.find(({ kind, stripeId }) => kind === 'refund' && stripeId === cause);
    if (!refund || hasEntry(ledger, 'refund_failed', cause)) return null;
    const amount = formatMinor(refund.amountMinor, refund.currency);
    return {
      subject: Texts.t('mail.refunded.subject', { number: String(number), amount }),
      heading: Texts.t('mail.refunded.heading', { amount }),
      paragraphs: [Texts.t('mail.refunded.text')],
    };
  },
  'withdrawal-received': ({ number }, _cause, _parcels, { name, receivedAt }) => ({
    subject: Texts.t('mail.withdrawal.subject', { number: String(number) }),
    heading: Texts.t('mail.withdrawal.heading'),
    paragraphs: [
      Texts.t('mail.withdrawal.text', {
        number: String(number),
        name: String(name),
        time: formatTime(new Date(String(receivedAt))),
      }),
      Texts.t('mail.withdrawal.next'),
    ],
  }),
};
