import type Stripe from 'stripe';

export interface Answer {
  status: number;
  location: string | null;
  text: string;
  headers: Headers;
}

/** A browser without script: it keeps cookies, sends forms from the shop's own pages, follows nothing. */
export class Shopper {
  readonly #cookies = new Map<string, string>();

  constructor(private readonly shopUrl: string) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, { headers: { Accept: 'text/html', ...headers } });
  }

  post(path: string, fields: Record<string, string> | [string, string][]): Promise<Answer> {
    return this.#send(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  postJson(path: string, body: unknown): Promise<Answer> {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    return this.#send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** Buys one book now and resolves to the order's token. */
  async buyNow(slug: string): Promise<string> {
    const { status, location, text } = await this.post('/checkout', { slug });
    const token = location?.split('/').at(-1);
    if (status !== 303 || !token) throw new Error(`Checkout answered ${status}: ${text}`);
    return token;
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('Sec-Fetch-Site', 'same-origin');
    if (this.#cookies.size > 0) {
      headers.set('Cookie', [...this.#cookies].map((pair) => pair.join('=')).join('; '));
    }
    const response = await fetch(this.shopUrl + path, { ...init, headers, redirect: 'manual' });
    this.#keepCookies(response.headers.getSetCookie());
    const location = response.headers.get('location');
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
