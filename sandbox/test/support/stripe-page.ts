import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { build } from 'esbuild';
import { root } from './paths.js';

// What a shop's page does with Stripe.js, and no more. Plain JavaScript, because it runs in the
// browser. It leaves what happened in window.outcome.
const PAGE_SCRIPT = `
import { loadStripe } from '@stripe/stripe-js/pure';
const query = new URLSearchParams(location.search);
const stripe = window.stripe = await loadStripe('pk_test_foliosandbox');
window.events = [];

async function pay(elements) {
  const confirmParams = { return_url: location.origin + '/done?order=42' };
  const options = { elements, confirmParams };
  if (query.has('stay')) options.redirect = 'if_required';
  window.outcome = await stripe.confirmPayment(options).catch((thrown) => ({ thrown: String(thrown) }));
}

if (location.pathname === '/done') {
  window.outcome = await stripe.retrievePaymentIntent(query.get('payment_intent_client_secret'));
} else {
  const clientSecret = await (await fetch('/intent')).text();
  const appearance = { theme: query.get('theme') ?? 'stripe' };
  const elements = window.elements = stripe.elements({ clientSecret, appearance });
  const element = window.element = elements.create('payment');
  for (const type of ['loaderstart', 'ready', 'loaderror', 'change', 'focus', 'escape', 'blur']) {
    element.on(type, (event) => window.events.push({ type, ...event }));
  }
  element.mount('#payment');
  document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    void pay(elements);
  });
}
`;

export interface StripePage {
  url: string;
  close(): void;
}

interface StripePageOptions {
  sandboxUrl: string;
  /** Makes a PaymentIntent and gives its client secret. */
  newClientSecret: () => Promise<string>;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: PAGE_SCRIPT, resolveDir: root },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

const html = (sandboxUrl: string): string => `<!doctype html>
<html lang="en">
<title>A page with a Payment Element</title>
<main>
<h1>Pay</h1>
<form><div id="email"></div><div id="address"></div><div id="payment"></div><button>Pay</button></form>
</main>
<script src="${sandboxUrl}/js/endive/stripe.js"></script>
<script src="/page.js" type="module"></script>
</html>`;

const policy = (sandboxUrl: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${sandboxUrl}`,
    "style-src 'self'",
    `frame-src ${sandboxUrl}`,
    `connect-src 'self' ${sandboxUrl}`,
  ].join('; ');

/** A shop of one page on an origin of its own, as strict about what it loads as the real one. */
export async function startStripePage(options: StripePageOptions): Promise<StripePage> {
  const script = await bundle();
  const { sandboxUrl } = options;
  const answer: RequestListener = (request, response) => {
    if (request.url === '/intent') {
      void options.newClientSecret().then((secret) => response.end(secret));
    } else if (request.url === '/page.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
    } else if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      response.setHeader('content-security-policy', policy(sandboxUrl));
      response.setHeader('content-type', 'text/html; charset=utf-8').end(html(sandboxUrl));
    }
  };
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  return {
    url: `http://localhost:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
