import type { Answer } from '../support/shopper.js';
import type { Outcome, Told } from './history.js';

const SERVER_ERROR = 500;
const CLIENT_ERROR = 400;

/** What must be in no page that says that something went wrong. */
const SECRET = /_secret_|sk_(test|live)_|whsec_|\bat .+\.js:\d+|SQLITE_/;

/** Of the order, and not of "this request" alone. */
const NOTHING_CHARGED = /[Nn]othing (was|has been) charged(?! by this)/;

/** What a shopper reads from an answer of the shop. */
export function readPage({ status, location, text }: Answer): Told {
  return {
    outcome: outcomeOf(status),
    status,
    ...whatItIsAbout(location ?? '', text),
    says: whatItSays(text.replaceAll(/<noscript>.*?<\/noscript>/gs, '')),
    leaked: status >= CLIENT_ERROR ? (SECRET.exec(text)?.[0] ?? null) : null,
  };
}

function whatItIsAbout(location: string, text: string): Partial<Told> {
  const token = /^\/(?:checkout|orders)\/([^/?]+)/.exec(location)?.[1];
  const paymentIntentId = /data-client-secret="(pi_[^_"]+)_secret_/.exec(text)?.[1];
  const price = /id="pay"[^>]*>Pay \$([\d,.]+)</.exec(text)?.[1];
  return {
    ...(token && { token }),
    ...(paymentIntentId && { paymentIntentId }),
    ...(price && { shownMinor: Number(price.replaceAll(/[,.]/g, '')) }),
  };
}

function outcomeOf(status: number): Outcome {
  if (status >= SERVER_ERROR) return 'unknown';
  return status >= CLIENT_ERROR ? 'fail' : 'ok';
}

function whatItSays(text: string): 'paid' | 'nothing was charged' | null {
  if (text.includes('Your order is paid')) return 'paid';
  return NOTHING_CHARGED.test(text) ? 'nothing was charged' : null;
}
