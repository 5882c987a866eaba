import { format } from '../money/format.js';
import type { Money } from '../money/money.js';
import { Texts } from '../texts/texts.js';
import {
  adjustmentsOf,
  amountOf,
  goodsAdjustmentsOf,
  goodsTotal,
  includedIn,
  type Label,
  type Offer,
  type OfferLine,
} from './offer.js';

/** What every page and command shows of an offer: views/partials/offer.hbs prints it. */
export function toOfferView(offer: Offer) {
  return { lines: offer.lines.map(toLineView), ...toTotalView(offer) };
}

/** The goods of an offer, for the page on which their delivery is chosen. */
export function toGoodsView(offer: Offer) {
  return {
    lines: offer.lines.map(toLineView),
    rows: goodsAdjustmentsOf(offer).map(toRow),
    total: format(goodsTotal(offer)),
  };
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
export function labelText({ what, ...values }: Label): string {
  return Texts.t(`offer.rows.${what}`, values);
}

function toLineView(line: OfferLine) {
  const { title, author, quantity, unitPrice } = line;
  return { title, author, quantity, unitPrice: format(unitPrice), amount: format(amountOf(line)) };
}
