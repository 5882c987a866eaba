import { format } from '../money/format.js';
import { amountOf, type Offer, type OfferLine, type OfferParts } from './offer.js';

/** A part of the price other than a line, as a page shows it: "Delivery", "$4.00". */
export interface OfferRow {
  label: string;
  amount: string;
}

/** How each part of the price is shown besides the lines. The compiler asks for a new part here. */
const ROWS: Record<keyof OfferParts, (offer: Offer) => OfferRow[]> = { lines: () => [] };

/** What every page and command shows of an offer: views/partials/offer.hbs prints it. */
export function toOfferView(offer: Offer) {
  return { lines: offer.lines.map(toLineView), ...toTotalView(offer) };
}

/** The end of an offer, for a page with lines of its own: views/partials/total.hbs prints it. */
export function toTotalView(offer: Offer) {
  const rows = Object.values(ROWS).flatMap((rowsOf) => rowsOf(offer));
  return { rows, total: format(offer.total) };
}

function toLineView(line: OfferLine) {
  const { title, author, quantity, unitPrice } = line;
  return { title, author, quantity, unitPrice: format(unitPrice), amount: format(amountOf(line)) };
}
