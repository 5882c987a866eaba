import { format } from '../money/format.js';
import { adjustmentsOf, amountOf, type Offer, type OfferLine } from './offer.js';

/** What every page and command shows of an offer: views/partials/offer.hbs prints it. */
export function toOfferView(offer: Offer) {
  return { lines: offer.lines.map(toLineView), ...toTotalView(offer) };
}

/** The end of an offer, for a page with lines of its own: views/partials/total.hbs prints it. */
export function toTotalView(offer: Offer) {
  const rows = adjustmentsOf(offer).map(({ label, amount }) => ({ label, amount: format(amount) }));
  return { rows, total: format(offer.total) };
}

function toLineView(line: OfferLine) {
  const { title, author, quantity, unitPrice } = line;
  return { title, author, quantity, unitPrice: format(unitPrice), amount: format(amountOf(line)) };
}
