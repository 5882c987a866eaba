import type { CardBrand } from './card-number.js';
import { byId } from './dom.js';

const WORDS: Record<CardBrand, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'Amex',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
  unknown: '',
};

/** The name of the brand in words: the brands' own marks are not ours to draw. */
export function showBrand(brand: CardBrand): void {
  const tag = byId('brand', HTMLElement);
  if (tag.dataset['brand'] === brand) return;
  tag.dataset['brand'] = brand;
  tag.textContent = WORDS[brand];
}
