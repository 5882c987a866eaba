import type Stripe from 'stripe';

export interface Answer {
  status: number;
  location: string | null;
  text: string;
  headers: Headers;
}

type Fields = Record<string, string> | [string, string][];

/** The choices of shop/delivery.json that the tests make: without a price, and by post to two countries. */
export const COLLECTED = { to: 'pickup', method: 'collect' };
export const BY_MAIL = {
  ...{ to: 'US', method: 'mail', name: 'Ada Lovelace', line1: '12 Mill Lane' },
  ...{ city: 'Portland', state: 'OR', postalCode: '97205' },
};
export const BY_PARCEL_TO_GERMANY = {
  ...{ to: 'DE', method: 'parcel', name: 'Jörg Müller', line1: 'Mühlenweg 12' },
  ...{ city: 'Köln', postalCode: '50667' },
};

export function leadsToDelivery({ status, location }: Answer): boolean {
  return status === 303 && (location ?? '').startsWith('/checkout/delivery');
}

let addresses = 0;

/** A network of their own for each shopper: the shop counts posts by where they come from. */
function nextAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

/**
 * A browser without script: it keeps cookies, sends forms from the shop's own pages, repeats a post where
 * the shop says so, and follows nothing else.
 */
export class Shopper {
  #cookies = new Map<string, string>();

  constructor(
    private readonly shopUrl: string,
    /** Where the shop sees them come from. */
    public address = nextAddress(),
    /** What the browser calls the shop, where that is not its address here. */
    private readonly host = new URL(shopUrl).host,
  ) {}

  /** The same browser at another address of the shop. */
  at(shopUrl: string): Shopper {
    const there = new Shopper(shopUrl, this.address);
    there.#cookies = this.#cookies;
    return there;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, { headers: { Accept: 'text/html', ...headers } });
  }

  post(path: string, fields: Fields): Promise<Answer> {
    return this.#send(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  postJson(path: string, body: unknown): Promise<Answer> {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    return this.#send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /**
   * Checks out the cart, or the book of `slug`, and then chooses how the books get there. Resolves to the first answer
   * that does not lead on: with luck the one that leads to the payment page.
   */
  async checkOut(fields: Fields = {}, delivery: Fields = COLLECTED): Promise<Answer> {
    const begun = await this.post('/checkout', fields);
    return leadsToDelivery(begun) ? this.deliver(begun, delivery) : begun;
  }

  /** Sends the form of the delivery page that this answer leads to. */
  deliver({ location }: Answer, delivery: Fields = COLLECTED): Promise<Answer> {
    const slug = new URL(location ?? '', this.shopUrl).searchParams.get('slug');
    const form = [...new URLSearchParams(delivery), ...(slug ? [['slug', slug] as const] : [])];
    return this.post('/checkout/delivery', form.map(([name, value]): [string, string] => [name, value])); // prettier-ignore
  }

  /** Buys one book now and resolves to the order's token. */
  async buyNow(slug: string, delivery: Fields = COLLECTED): Promise<string> {
    const { status, location, text } = await this.checkOut({ slug }, delivery);
    const token = location?.split('/').at(-1);
    if (status !== 303 || !token) throw new Error(`Checkout answered ${status}: ${text}`);
    return token;
  }

  /** The id in the signed cookie, which is their cart's too. Null before their first post. */
  get sessionId(): string | null {
    const cookie = this.#cookies.get('folio');
    if (!cookie) return null;
    const { id } = JSON.parse(Buffer.from(cookie, 'base64').toString()) as { id: string };
    return id;
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('Sec-Fetch-Site', 'same-origin');
    headers.set('X-Forwarded-For', this.address);
    headers.set('X-Forwarded-Host', this.host);
    if (this.#cookies.size > 0) {
      headers.set('Cookie', [...this.#cookies].map((pair) => pair.join('=')).join('; '));
    }
    const response = await fetch(this.shopUrl + path, { ...init, headers, redirect: 'manual' });
    this.#keepCookies(response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (response.status === 307 && location) return this.#send(path + location, init);
    return {
      status: response.status,
      location,
      text: await response.text(),
      headers: response.headers,
    };
  }

  #keepCookies(lines: string[]) {
    for (const line of lines) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      this.#cookies.set(name, value);
    }
  }
}

/** Confirms as Stripe.js does, with a test card, past any page. */
export async function payWith(stripe: Stripe, paymentIntentId: string, card = 'pm_card_visa') {
  return stripe.paymentIntents.confirm(paymentIntentId, {
    payment_method: card,
    return_url: 'http://127.0.0.1/back',
  });
}
