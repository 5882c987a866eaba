import { checkoutTexts, type CheckoutTexts } from './checkout-texts.js';
import { find } from './dom.js';
import { payButton } from './pay-button.js';
import { paymentMessages, type PaymentMessages } from './payment-messages.js';

const SETTINGS = [
  'publishableKey',
  'clientSecret',
  'returnUrl',
  'contactUrl',
  'statusUrl',
  'stripeJsUrl',
  'locale',
] as const;
type Settings = Record<(typeof SETTINGS)[number], string>;

const SLOW_MS = 10_000;

export interface PaymentForm extends Omit<PaymentMessages, 'hideNotLoaded'> {
  settings: Settings;
  texts: CheckoutTexts;
  elementPlace: HTMLElement;
  email(): string;
  /** Stripe's form is there. */
  enable(): void;
  /** Runs `attempt` when the shopper presses Pay, one at a time. */
  onPay(attempt: () => Promise<void>): void;
  /** To the order's page by way of the return URL, where the shop asks Stripe. */
  leave(): void;
}

export function paymentForm(): PaymentForm {
  const form = find('payment-form', HTMLFormElement);
  const email = find('email', HTMLInputElement);
  const elementPlace = find('payment-element', HTMLElement);
  const settings = settingsOf(form);
  const texts = checkoutTexts();
  const pay = payButton(texts.paying);
  const messages = paymentMessages(email);

  return Object.assign(messages, {
    settings,
    texts,
    elementPlace,
    email: () => email.value.trim(),
    enable() {
      messages.hideNotLoaded();
      pay.enable();
    },
    onPay(attempt: () => Promise<void>) {
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        if (pay.isBusy) return;
        pay.setBusy(true);
        messages.showMessage('');
        const slow = setTimeout(() => messages.showMessage(texts.stillWaiting), SLOW_MS);
        void attempt()
          .catch(() => messages.showUnknown())
          .finally(() => {
            clearTimeout(slow);
            pay.setBusy(false);
          });
      });
    },
    leave: () => location.assign(settings.returnUrl),
  });
}

function settingsOf(form: HTMLFormElement): Settings {
  const setting = (name: keyof Settings) => {
    const value = form.dataset[name];
    if (!value) throw new Error(`The payment form lacks data-${name}`);
    return [name, value] as const;
  };
  return Object.fromEntries(SETTINGS.map(setting)) as Settings;
}
