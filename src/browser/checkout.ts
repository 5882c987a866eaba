import type { Stripe, StripeElementLocale, StripeElements, StripeError } from '@stripe/stripe-js';
import { appearance, onAppearanceChange } from './appearance.js';
import { loadStripeFrom } from './load-stripe.js';
import { isOver, readOrderStatus } from './order-status.js';
import { isKnownToShop, sentenceForShopper } from './outcome.js';
import { paymentForm, type PaymentForm } from './payment-form.js';
import { saveContact } from './save-contact.js';

async function main() {
  const form = paymentForm();
  try {
    const { stripeJsUrl, publishableKey, clientSecret, locale } = form.settings;
    const stripe = await loadStripeFrom(stripeJsUrl, publishableKey);
    const elements = stripe.elements({
      clientSecret,
      appearance: appearance(),
      locale: locale as StripeElementLocale,
    });
    onAppearanceChange((changed) => void elements.update({ appearance: changed }));
    const element = elements.create('payment', { layout: 'tabs' });
    element.on('ready', () => form.enable());
    element.on('loaderror', ({ error }) => void explain(form, error));
    element.mount(form.elementPlace);
    form.onPay(() => pay(form, stripe, elements));
  } catch (error) {
    await explain(form, error);
  }
}

/** The form also fails to load when there is nothing to pay any more. */
async function explain(form: PaymentForm, error: unknown): Promise<void> {
  console.warn('The payment form did not load.', error);
  if (isOver(await readOrderStatus(form.settings.statusUrl))) form.leave();
  else form.showNotLoaded();
}

/** Confirms the payment, which leaves the page, or shows an error so that the shopper can try again. */
async function pay(form: PaymentForm, stripe: Stripe, elements: StripeElements): Promise<void> {
  const { error: incomplete } = await elements.submit();
  if (incomplete) {
    // The form itself says what is wrong with a field.
    if (incomplete.type !== 'validation_error') await goToOrder(form);
    return;
  }

  const contact = await saveContact(form.settings.contactUrl, form.email(), form.texts.unreachable);
  if (contact.isClosed) form.leave();
  else if (contact.problem === null) {
    await showOutcome(form, await confirm(form, stripe, elements, contact.email));
  } else if (contact.isAboutEmail || !form.isUnknown) {
    form.showMessage(contact.problem, contact.isAboutEmail);
  }
}

/** Null if Stripe.js failed. */
async function confirm(
  form: PaymentForm,
  stripe: Stripe,
  elements: StripeElements,
  email: string,
): Promise<StripeError | null> {
  try {
    const confirmParams = {
      return_url: form.settings.returnUrl,
      payment_method_data: { billing_details: { email } },
    };
    return (await stripe.confirmPayment({ elements, confirmParams })).error;
  } catch {
    return null;
  }
}

async function showOutcome(form: PaymentForm, error: StripeError | null): Promise<void> {
  const sentence = error && sentenceForShopper(error, form.texts);
  if (sentence) form.showMessage(sentence);
  else if (error?.code === 'email_invalid') form.showMessage(form.texts.emailRefused, true);
  else await goToOrder(form);
}

/** The order's page knows, or finds out, whether money moved. */
async function goToOrder(form: PaymentForm): Promise<void> {
  if (await isKnownToShop(form.settings.statusUrl)) form.leave();
  else form.showUnknown();
}

void main();
