import type { PaymentIntent } from '@stripe/stripe-js';
import {
  type Challenge,
  type ChallengeNotice,
  readChallengeInit,
  readChallengeQuery,
} from '../wire/challenge-message.js';
import { buildReturnUrl, isReturnUrl } from '../wire/return-url.js';
import { ChallengePage } from './challenge-page.js';
import { byId } from './dom.js';

const root = document.documentElement;

/** The browser was sent here, and goes back to the shop. */
async function serveRedirect(challenge: Challenge): Promise<void> {
  const done = await new ChallengePage(challenge).run();
  if (done?.answer.paymentIntent === undefined) return;
  const back = returnUrlOf(done.before);
  if (back === null) {
    byId('message', HTMLElement).textContent = 'Thank you. You can close this page.';
    return;
  }
  // Going back must not lead to a question that was answered.
  window.location.replace(buildReturnUrl(back, done.answer.paymentIntent, challenge.clientSecret));
}

function returnUrlOf({ next_action: action }: PaymentIntent): string | null {
  const url = action?.redirect_to_url?.return_url ?? null;
  return url !== null && isReturnUrl(url) ? url : null;
}

/** Stripe.js shows this page over the shop's, and hears the answer. */
async function serveFrame(challenge: Challenge, port: MessagePort): Promise<void> {
  const tell = (notice: ChallengeNotice): void => {
    port.postMessage(notice);
  };
  window.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') tell({ notice: 'close' });
  });
  new ResizeObserver(() => {
    if (!isAsked()) return;
    tell({ notice: 'height', pixels: Math.ceil(document.body.getBoundingClientRect().height) });
  }).observe(document.body);
  const done = await new ChallengePage(challenge).run();
  if (done !== null) tell({ notice: 'answer', answer: done.answer });
}

/** Before, there is room for the question and nothing to show. */
const isAsked = (): boolean =>
  !byId('choices', HTMLElement).hidden || byId('message', HTMLElement).textContent !== '';

/** The first page to speak owns the frame. */
function listen({ data, ports: [port], source }: MessageEvent<unknown>): void {
  const init = readChallengeInit(data);
  if (source !== window.parent || init === null || port === undefined) return;
  window.removeEventListener('message', listen);
  root.dataset['scheme'] = init.scheme;
  void serveFrame(init, port);
}

const challenge = readChallengeQuery(window.location.search);
if (window.parent !== window) {
  root.dataset['framed'] = '';
  window.addEventListener('message', listen);
} else if (challenge === null) {
  byId('message', HTMLElement).textContent =
    'This address is incomplete: nobody is asked anything.';
} else {
  void serveRedirect(challenge);
}
