import { format } from '../money/format.js';
import type { Money } from '../money/money.js';
import { Texts } from '../texts/texts.js';
import { formatRate } from './format-rate.js';
import {
  adjustmentsOf,
  amountOf,
  includedIn,
  type Label,
  type Offer,
  type OfferLine,
  type TaxLabel,
} from './offer.js';

/** What every page and command shows of an offer: views/partials/offer.hbs prints it. */
export function toOfferView(offer: Offer) {
  return { lines: offer.lines.map(toLineView), ...toTotalView(offer) };
}

/** The end of an offer, for a page with lines of its own: views/partials/total.hbs prints it. */
export function toTotalView(offer: Offer) {
  return {
    rows: adjustmentsOf(offer).map(toRow),
    total: format(offer.total),
    included: includedIn(offer).map(toRow),
  };
}

function toRow({ label, amount }: { label: Label; amount: Money }) {
  const isFree = amount.minor === 0 && !('rate' in label);
  return { label: labelText(label), amount: isFree ? Texts.t('offer.free') : format(amount) };
}

/** What a row of the price is called. */
export function labelText(label: Label): string {
  const { what, name } = label;
  if ('rate' in label) return taxText(label);
  return what === 'pickup' ? name : Texts.t('offer.delivery', { name });
}

function taxText({ what, name, rate, isEstimated }: TaxLabel): string {
  const key = what === 'tax_included' ? 'tax.included' : 'tax.added';
  const text = Texts.t(key, { name, rate: formatRate(rate) });
  return isEstimated ? Texts.t('tax.estimated', { tax: text }) : text;
}

function toLineView(line: OfferLine) {
  const { title, author, quantity, unitPrice } = line;
  return { title, author, quantity, unitPrice: format(unitPrice), amount: format(amountOf(line)) };
}
