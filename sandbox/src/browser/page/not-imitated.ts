import type { Stripe } from '@stripe/stripe-js';
import { IntegrationError } from './integration-error.js';

// The compiler compares this list with the published types: a method of a new version of
// @stripe/stripe-js that is neither here nor imitated does not build.
const NAMES = [
  'collectBankAccountForPayment',
  'collectBankAccountForSetup',
  'collectBankAccountToken',
  'collectFinancialConnectionsAccounts',
  'confirmAcssDebitPayment',
  'confirmAcssDebitSetup',
  'confirmAffirmPayment',
  'confirmAfterpayClearpayPayment',
  'confirmAlipayPayment',
  'confirmAmazonPaySetup',
  'confirmAuBecsDebitPayment',
  'confirmAuBecsDebitSetup',
  'confirmBacsDebitSetup',
  'confirmBancontactPayment',
  'confirmBancontactSetup',
  'confirmBilliePayment',
  'confirmBlikPayment',
  'confirmBlikSetup',
  'confirmBoletoPayment',
  'confirmCardPayment',
  'confirmCardSetup',
  'confirmCashappPayment',
  'confirmCashappSetup',
  'confirmCustomerBalancePayment',
  'confirmEpsPayment',
  'confirmFpxPayment',
  'confirmGiropayPayment',
  'confirmGrabPayPayment',
  'confirmIdealPayment',
  'confirmIdealSetup',
  'confirmKlarnaPayment',
  'confirmKonbiniPayment',
  'confirmMobilepayPayment',
  'confirmMultibancoPayment',
  'confirmOxxoPayment',
  'confirmP24Payment',
  'confirmPayByBankPayment',
  'confirmPayNowPayment',
  'confirmPayPalPayment',
  'confirmPayPalSetup',
  'confirmPixPayment',
  'confirmPromptPayPayment',
  'confirmSepaDebitPayment',
  'confirmSepaDebitSetup',
  'confirmSetup',
  'confirmSofortPayment',
  'confirmSofortSetup',
  'confirmTwintPayment',
  'confirmUsBankAccountPayment',
  'confirmUsBankAccountSetup',
  'confirmWechatPayPayment',
  'createConfirmationToken',
  'createEmbeddedCheckoutPage',
  'createEphemeralKeyNonce',
  'createPaymentMethod',
  'createRadarSession',
  'createToken',
  'handleCardAction',
  'initCheckoutElementsSdk',
  'initCheckoutFormSdk',
  'initializePricing',
  'paymentRequest',
  'processOrder',
  'retrieveOrder',
  'retrieveSetupIntent',
  'verifyIdentity',
  'verifyMicrodepositsForPayment',
  'verifyMicrodepositsForSetup',
] as const satisfies readonly (keyof Stripe)[];

type Refusals = Record<(typeof NAMES)[number], () => never>;

const isComplete = (refusals: Partial<Refusals>): refusals is Refusals =>
  NAMES.every((name) => name in refusals);

function refusal(name: string): () => never {
  return () => {
    throw new IntegrationError(
      `The sandbox does not imitate stripe.${name}(). Try this page with Stripe's own test keys instead.`,
    );
  };
}

/** Functions that say so, rather than a bare "is not a function". */
export function notImitated(): Refusals {
  const refusals: Partial<Refusals> = {};
  for (const name of NAMES) refusals[name] = refusal(name);
  if (!isComplete(refusals)) throw new TypeError('A method of Stripe.js is unaccounted for.');
  return refusals;
}
