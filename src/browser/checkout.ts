import { loadStripe } from '@stripe/stripe-js/pure';
import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { appearance } from './appearance.js';
import { paymentForm, type PaymentForm } from './payment-form.js';
import { saveContact } from './save-contact.js';

async function main() {
  const form = paymentForm();
  try {
    const stripe = await loadStripe(form.publishableKey);
    if (!stripe) throw new Error('Stripe.js did not start');
    const elements = stripe.elements({ clientSecret: form.clientSecret, appearance: appearance() });
    const element = elements.create('payment', { layout: 'tabs' });
    element.on('ready', () => form.enable());
    element.on('loaderror', ({ error }) => form.showNotLoaded(error.message));
    element.mount(form.elementPlace);
    form.onPay(() => pay(form, stripe, elements));
  } catch {
    form.showNotLoaded();
  }
}

/** Confirms the payment, which leaves the page, or shows an error so that the shopper can try again. */
async function pay(form: PaymentForm, stripe: Stripe, elements: StripeElements): Promise<void> {
  const { error: incomplete } = await elements.submit();
  if (incomplete) {
    form.showMessage(incomplete.message ?? 'Please complete the card form.');
    return;
  }

  const contact = await saveContact(form.contactUrl, form.email);
  if (contact.isClosed) {
    location.assign(form.returnUrl);
    return;
  }
  if (contact.problem) {
    form.showMessage(contact.problem, contact.isAboutEmail);
    return;
  }

  const { error } = await stripe.confirmPayment({
    elements,
    confirmParams: {
      return_url: form.returnUrl,
      payment_method_data: { billing_details: { email: form.email } },
    },
  });
  // Already paid, for example in another tab.
  if (error.payment_intent?.status === 'succeeded') {
    location.assign(form.returnUrl);
    return;
  }
  form.showMessage(
    error.message ??
      'The payment did not go through. Please open your order’s page before you try again.',
  );
}

void main();
