import { addressLines } from '../../common/address-format.js';
import { isolate } from '../../common/bidi.js';
import { countryName } from '../../common/country-name.js';
import { format } from '../../money/format.js';
import type { Order } from '../../orders/domain/order.js';
import type { Delivery } from '../../pricing/delivery.js';
import { amountOf, type OfferLine } from '../../pricing/offer.js';
import { toOfferView } from '../../pricing/offer.view.js';
import {
  type DocumentNumber,
  formatDocumentNumber,
} from '../../receipts/domain/document-number.js';
import { Texts } from '../../texts/texts.js';

interface MailLinks {
  publicUrl: string;
  /** Null if the order has none. */
  receipt: DocumentNumber | null;
}

/** An order as its mails show it, in HTML and in plain text. */
export function toMailedOrder(order: Order, { publicUrl, receipt }: MailLinks) {
  const offer = toOfferView(order);
  const number = String(order.number);
  const orderHref = `${publicUrl}/orders/${order.token}`;
  const delivery = order.delivery && toMailedDelivery(order.delivery);
  return {
    offer,
    delivery,
    orderHref,
    number,
    receipt: receipt && toMailedReceipt(receipt, orderHref),
    plain: {
      link: Texts.t('mail.order.linkText', { number }),
      lines: order.lines.map(toPlainLine),
      rows: [
        ...offer.rows,
        { label: Texts.t('offer.total'), amount: offer.total },
        ...offer.included,
      ].map((row) => Texts.t('mail.order.row', row)),
    },
  };
}

/** What an address may read that is not the order's own: no link, which lets anybody in, no price and no delivery. */
export function toMailedTitles({ lines }: Order) {
  return { titles: lines.map(toPlainTitle), books: lines };
}

function toMailedReceipt(receipt: DocumentNumber, orderHref: string) {
  const number = formatDocumentNumber('receipt', receipt);
  return {
    href: `${orderHref}/receipt`,
    label: Texts.t('receipt.receipt', { number }),
    plain: Texts.t('mail.order.receiptText', { number }),
  };
}

/** Without an address for what is collected, and once it was deleted. */
function toMailedDelivery({ name, estimate, address, country }: Delivery) {
  const lines = address ? [...addressLines(address, country), countryName(country)] : [];
  return {
    chosen: Texts.t('mail.order.delivery', { name, estimate }),
    lines,
    plain: lines.map(isolate),
  };
}

function toPlainLine(line: OfferLine): string {
  const amount = format(amountOf(line));
  const what = toPlainTitle(line);
  return Texts.t('mail.order.line', { what, author: isolate(line.author), amount });
}

function toPlainTitle({ title: text, quantity }: OfferLine): string {
  const title = isolate(text);
  return quantity === 1 ? title : Texts.t('mail.order.copies', { quantity, title });
}
