import { addressLines } from '../common/address-format.js';
import { countryName } from '../common/country-name.js';
import { toUnicodeEmail } from '../common/email-address.js';
import { toTimeView } from '../common/format-time.js';
import { format, formatMinor } from '../money/format.js';
import { paidCurrency, type Order } from '../orders/domain/order.js';
import { labelText, toOfferView } from '../pricing/offer.view.js';
import type { TaxCategory, TaxPart } from '../pricing/tax.js';
import type { Shop } from '../shop/shop.js';
import { toShopView } from '../shop/shop.view.js';
import { Texts } from '../texts/texts.js';
import type { CreditNote } from './domain/credit-note.js';
import { formatDocumentNumber } from './domain/document-number.js';
import type { Receipt } from './receipt.queries.js';

/** The view of views/receipts/show.hbs: a receipt. */
export function toReceiptView(order: Order, receipt: Receipt, shop: Shop) {
  const offer = toOfferView(order);
  return {
    ...toDocumentView(order, shop),
    heading: Texts.t('receipt.receipt', { number: formatDocumentNumber('receipt', receipt) }),
    issued: toTimeView(receipt.issuedAt),
    offer: order.lines.length > 0 ? withRates(offer, order) : null,
    total: { label: Texts.t('offer.total'), amount: offer.total },
    parts: (order.tax?.parts ?? []).map(toPartView),
    paid: paidView(order),
    creditNotes: receipt.creditNotes.map((note) => toLinkView(order, note)),
    receipt: null,
  };
}

/** The view of views/receipts/show.hbs: a credit note, or one that takes another back. */
export function toCreditNoteView(order: Order, receipt: Receipt, note: CreditNote, shop: Shop) {
  const isReversal = note.kind === 'refund_failed';
  const number = formatDocumentNumber('credit_note', note);
  return {
    ...toDocumentView(order, shop),
    heading: Texts.t(isReversal ? 'receipt.reversal' : 'receipt.creditNote', { number }),
    issued: toTimeView(note.issuedAt),
    offer: null,
    total: {
      label: Texts.t(isReversal ? 'receipt.refundFailed' : 'receipt.refunded'),
      amount: format(note.amount),
    },
    parts: note.parts.map(toPartView),
    paid: { label: Texts.t('receipt.refund'), id: note.stripeId, amount: null },
    creditNotes: [],
    receipt: {
      number: formatDocumentNumber('receipt', receipt),
      issued: toTimeView(receipt.issuedAt),
      href: receiptHref(order),
    },
  };
}

export function receiptHref({ token }: Pick<Order, 'token'>): string {
  return `/orders/${token}/receipt`;
}

function toDocumentView(order: Order, shop: Shop) {
  const { taxNumber, registration } = shop;
  return {
    seller: {
      ...toShopView(shop),
      country: countryName(shop.address.country),
      taxNumber,
      registration,
    },
    buyer: { email: order.email && toUnicodeEmail(order.email), ...addressView(order) },
    order: {
      number: order.number,
      href: `/orders/${order.token}`,
      placed: toTimeView(order.placedAt),
    },
    isTest: order.stripeAccount.mode !== 'live',
  };
}

/** Null once the address was deleted, and for books that are collected. */
function addressView({ delivery }: Order) {
  if (!delivery?.address) return { lines: null };
  const { address, country } = delivery;
  return { lines: [...addressLines(address, country), countryName(country)] };
}

function toLinkView(order: Order, note: CreditNote) {
  const number = formatDocumentNumber('credit_note', note);
  return {
    number,
    href: `${receiptHref(order)}/${number}`,
    amount: `${note.kind === 'refund' ? '−' : ''}${format(note.amount)}`,
    issued: toTimeView(note.issuedAt),
  };
}

/** Each line with the rate that its category had. */
function withRates(offer: ReturnType<typeof toOfferView>, { lines, tax }: Order) {
  const rateOf = (category: TaxCategory) => {
    const part = tax?.parts.find(({ categories }) => categories.includes(category));
    return part?.rate ?? null;
  };
  const shown = offer.lines.map((line, at) => {
    const ordered = lines[at];
    return { ...line, rate: ordered ? rateOf(ordered.taxCategory) : null };
  });
  return { ...offer, lines: shown };
}

/** What was paid: its amount differs from the total only where a person has accepted that. */
function paidView(order: Order) {
  const received = order.ledger.filter(({ kind }) => kind === 'payment');
  const minor = received.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const isTotal = minor === order.total.minor && paidCurrency(order) === order.total.currency;
  return {
    label: Texts.t('receipt.paymentIntent'),
    id: order.paymentIntentId,
    amount: isTotal ? null : formatMinor(minor, paidCurrency(order)),
  };
}

function toPartView({ name, rate, net, tax, gross }: TaxPart) {
  const label = labelText({ what: 'tax_added', name, rate, isEstimated: false });
  return { label, net: format(net), tax: format(tax), gross: format(gross) };
}
