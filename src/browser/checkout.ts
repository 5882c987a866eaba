import { loadStripe } from '@stripe/stripe-js/pure';
import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { appearance } from './appearance.js';
import { paymentForm, type PaymentForm } from './payment-form.js';
import { saveContact } from './save-contact.js';

/** The same code for Stripe and for the sandbox: which one it is, the page's script tag decides. */
async function main() {
  const form = paymentForm();
  try {
    const stripe = await loadStripe(form.publishableKey);
    if (!stripe) throw new Error('Stripe.js did not start');
    const elements = stripe.elements({ clientSecret: form.clientSecret, appearance: appearance() });
    const element = elements.create('payment', { layout: 'tabs' });
    element.on('ready', () => form.becomeReady());
    element.on('loaderror', ({ error }) => form.sayNotLoaded(error.message));
    element.mount(form.elementPlace);
    form.onPay(() => pay(form, stripe, elements));
  } catch {
    form.sayNotLoaded();
  }
}

/** Either leaves the page for Stripe's return address, or says why not and lets another try be made. */
async function pay(form: PaymentForm, stripe: Stripe, elements: StripeElements): Promise<void> {
  const { error: incomplete } = await elements.submit();
  if (incomplete) {
    form.say(incomplete.message ?? 'Please complete the card form.');
    return;
  }

  const contact = await saveContact(form.contactUrl, form.email);
  if (contact.isDecided) {
    location.assign(form.returnUrl);
    return;
  }
  if (contact.problem) {
    form.say(contact.problem, contact.isAboutEmail);
    return;
  }

  const { error } = await stripe.confirmPayment({
    elements,
    confirmParams: {
      return_url: form.returnUrl,
      payment_method_data: { billing_details: { email: form.email } },
    },
  });
  // Already paid, perhaps in another tab: the order's page knows.
  if (error.payment_intent?.status === 'succeeded') {
    location.assign(form.returnUrl);
    return;
  }
  form.say(
    error.message ??
      'The payment did not go through. Please open your order’s page before you try again.',
  );
}

void main();
