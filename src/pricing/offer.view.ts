import { format } from '../money/format.js';
import { Texts } from '../texts/texts.js';
import { adjustmentsOf, amountOf, type Label, type Offer, type OfferLine } from './offer.js';

/** What every page and command shows of an offer: views/partials/offer.hbs prints it. */
export function toOfferView(offer: Offer) {
  return { lines: offer.lines.map(toLineView), ...toTotalView(offer) };
}

/** The end of an offer, for a page with lines of its own: views/partials/total.hbs prints it. */
export function toTotalView(offer: Offer) {
  const rows = adjustmentsOf(offer).map(({ label, amount }) => ({
    label: labelText(label),
    amount: amount.minor === 0 ? Texts.t('offer.free') : format(amount),
  }));
  return { rows, total: format(offer.total) };
}

/** What a row of the price is called. */
export function labelText({ what, name }: Label): string {
  return what === 'pickup' ? name : Texts.t('offer.delivery', { name });
}

function toLineView(line: OfferLine) {
  const { title, author, quantity, unitPrice } = line;
  return { title, author, quantity, unitPrice: format(unitPrice), amount: format(amountOf(line)) };
}
