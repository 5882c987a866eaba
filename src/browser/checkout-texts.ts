import { find } from './dom.js';

/** In the language of the shop: the page brings them as JSON. */
export interface CheckoutTexts {
  paying: string;
  stillWaiting: string;
  emailRefused: string;
  unreachable: string;
  failed: string;
  uncharged: string;
}

export function checkoutTexts(): CheckoutTexts {
  return JSON.parse(find('texts', HTMLScriptElement).text) as CheckoutTexts;
}
