const NO_TERMS = {
  description: null,
  metadata: {},
  receiptEmail: null,
  shipping: null,
  statementDescriptor: null,
  statementDescriptorSuffix: null,
};

const A_CARD = {
  id: 'pm_old',
  created: 1,
  card: {
    brand: 'visa',
    last4: '4242',
    expMonth: 12,
    expYear: 2034,
    funding: 'credit',
    fingerprint: '0123456789abcdef',
    hasCvc: true,
  },
  behaviour: { kind: 'pays' },
  billingDetails: {
    address: { city: null, country: null, line1: null, line2: null, postalCode: null, state: null },
    email: null,
    name: null,
    phone: null,
  },
};

const OBJECTS = [
  { kind: 'payment_method', ...A_CARD },
  {
    kind: 'payment_intent',
    id: 'pi_old',
    created: 1,
    clientSecret: 'pi_old_secret_x',
    status: 'succeeded',
    amount: 2300,
    amountReceived: 2300,
    currency: 'usd',
    captureMethod: 'automatic_async',
    automaticPaymentMethods: { allowRedirects: 'always' },
    paymentMethodId: 'pm_old',
    latestChargeId: 'ch_old',
    lastPaymentError: null,
    canceledAt: null,
    cancellationReason: null,
    ...NO_TERMS,
  },
  {
    kind: 'charge',
    id: 'ch_old',
    created: 1,
    paymentIntentId: 'pi_old',
    amount: 2300,
    currency: 'usd',
    decline: null,
    paymentMethod: A_CARD,
    ...NO_TERMS,
  },
  {
    kind: 'payment_intent',
    id: 'pi_declined',
    created: 1,
    clientSecret: 'pi_declined_secret_x',
    status: 'requires_payment_method',
    amount: 2300,
    amountReceived: 0,
    currency: 'usd',
    captureMethod: 'automatic_async',
    automaticPaymentMethods: { allowRedirects: 'always' },
    paymentMethodId: null,
    latestChargeId: null,
    lastPaymentError: {
      decline: {
        code: 'card_declined',
        declineCode: 'generic_decline',
        message: 'Your card was declined.',
        param: null,
        adviceCode: 'try_again_later',
        blocked: false,
      },
      chargeId: null,
      paymentMethod: A_CARD,
    },
    canceledAt: null,
    cancellationReason: null,
    ...NO_TERMS,
  },
];

/** A payment of $23.00 with all that belongs to it, and one that was declined, as the first version of the file had them. */
export const FIRST_PAYMENT = OBJECTS.map(({ kind, ...body }) => {
  const json = JSON.stringify(body).replaceAll("'", "''");
  return `INSERT INTO objects (kind, id, created, body) VALUES ('${kind}', '${body.id}', 1, '${json}');`;
}).join('\n');
