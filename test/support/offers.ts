import { money } from '../../src/money/money.js';
import { makeOffer, type Offer, type OfferLine, type OfferParts } from '../../src/pricing/offer.js';

export const aLine = (changes: Partial<OfferLine> = {}): OfferLine => ({
  bookId: 1,
  slug: 'working-in-public',
  title: 'Working in Public',
  author: 'Nadia Eghbal',
  unitPrice: money(2800, 'usd'),
  quantity: 1,
  ...changes,
});

/** An example of each part of a price. None is null: the specs prove with it that no part is lost. */
export const EVERY_PART: OfferParts = { lines: [aLine({ quantity: 2 })] };

/** An offer of one copy for $28.00, and of nothing else unless `changes` names it. */
export function anOffer(changes: Partial<OfferParts> = {}): Offer {
  const offer = makeOffer({ lines: [aLine()], ...changes });
  if (!offer) throw new Error('An offer needs a line');
  return offer;
}
