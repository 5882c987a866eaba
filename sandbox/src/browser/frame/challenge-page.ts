import type { PaymentIntent, PaymentIntentResult } from '@stripe/stripe-js';
import type { Challenge } from '../wire/challenge-message.js';
import { PaymentIntentsApi } from '../wire/payment-intents-api.js';
import { amountText } from './amount-text.js';
import { byId } from './dom.js';

// Every test key opens the sandbox's one account, and a bank has none of the shop's.
const KEY = 'pk_test_foliosandbox';

const OVER = 'This question has been answered, or the payment is over. You can close this page.';

type Outcome = 'passed' | 'failed';

/** What the shopper sees and does; where they go afterwards is up to whoever opened the page. */
export class ChallengePage {
  readonly #api = new PaymentIntentsApi(window.location.origin, KEY);
  readonly #choices = byId('choices', HTMLElement);
  readonly #message = byId('message', HTMLElement);
  readonly #buttons = {
    passed: byId('complete', HTMLButtonElement),
    failed: byId('fail', HTMLButtonElement),
  } satisfies Record<Outcome, HTMLButtonElement>;

  constructor(private readonly challenge: Challenge) {}

  /** Resolves with the PaymentIntent before and after the shopper's choice; never, without one. */
  async run(): Promise<{ before: PaymentIntent; answer: PaymentIntentResult } | null> {
    const { paymentIntentId, clientSecret } = this.challenge;
    const { error, paymentIntent } = await this.#api.retrieve(paymentIntentId, clientSecret);
    if (error) return this.#say(error.message ?? 'The payment could not be read.');
    if (paymentIntent.status !== 'requires_action') return this.#say(OVER);
    this.#show(paymentIntent);
    return { before: paymentIntent, answer: await this.#answer() };
  }

  /** Until the sandbox has taken the answer: a lost one may be given again. */
  async #answer(): Promise<PaymentIntentResult> {
    for (;;) {
      const outcome = await this.#choice();
      this.#setBusy(true);
      const answer = await this.#api.authenticate(this.challenge, outcome);
      if (!answer.error) return answer;
      this.#setBusy(false);
      this.#say(`${answer.error.message ?? 'Your answer did not arrive.'} Please try again.`);
    }
  }

  #choice(): Promise<Outcome> {
    return new Promise((resolve) => {
      for (const outcome of ['passed', 'failed'] as const) {
        this.#buttons[outcome].onclick = () => {
          resolve(outcome);
        };
      }
    });
  }

  #show({ amount, currency, description }: PaymentIntent): void {
    byId('amount', HTMLElement).textContent = amountText(amount, currency);
    byId('description', HTMLElement).textContent = description;
    byId('description-row', HTMLElement).hidden = description === null;
    byId('payment', HTMLElement).hidden = false;
    this.#choices.hidden = false;
    this.#buttons.passed.focus();
  }

  #setBusy(busy: boolean): void {
    this.#choices.setAttribute('aria-busy', String(busy));
    for (const button of Object.values(this.#buttons)) button.disabled = busy;
    this.#say(busy ? 'One moment…' : '');
  }

  #say(text: string): null {
    this.#message.textContent = text;
    return null;
  }
}
