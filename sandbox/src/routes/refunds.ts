import type Stripe from 'stripe';
import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import type { Charge } from '../model/charge.js';
import type { PaymentIntent } from '../model/payment-intent.js';
import { noSuccessfulCharge, type Refund, REFUND_REASONS, refundProblem } from '../model/refund.js';
import { keepRefund, refundCharge } from '../money/refund-charge.js';
import { invalidRequest, noSuch } from '../wire/stripe-error.js';
import { renderRefund } from '../wire/refund.js';
import { listOf, readCreated, readPage } from './lists.js';
import { readMetadata } from './metadata.js';
import { findNamedCharge, findNamedIntent, ofCharge } from './named-charge.js';

const ALL = '/v1/refunds';
const ONE = `${ALL}/:id`;
const resource = 'refund';

export const refunds: readonly Endpoint[] = [
  { method: 'post', path: ALL, answer: createRefund, resource },
  { method: 'get', path: ALL, answer: listRefunds, resource, isList: true },
  { method: 'get', path: ONE, answer: retrieveRefund, resource },
  { method: 'post', path: ONE, answer: updateRefund, resource },
  { method: 'post', path: `${ONE}/cancel`, answer: cancelRefund, resource },
];

const NOT_IMITATED = [
  'currency',
  'customer',
  'instructions_email',
  'origin',
  'refund_application_fee',
  'reverse_transfer',
] as const satisfies readonly (keyof Stripe.RefundCreateParams)[];

function createRefund(call: Call): Answer {
  const { params } = call;
  params.refuseNotImitated(NOT_IMITATED);
  const asked = {
    amount: readAmount(call),
    reason: params.oneOf('reason', REFUND_REASONS) ?? null,
    metadata: readMetadata(params, {}),
  };
  const charge = readCharge(call);
  params.refuseUnknown();
  const dispute = call.store.disputes.find(charge.disputeId ?? '');
  const problem = refundProblem(charge, asked.amount, dispute);
  if (problem) throw invalidRequest(problem.message, { ...problem, isKeptForReplay: true });
  return ok(renderRefund(refundCharge(call, charge, asked)));
}

/** The one thing about a refund that can be changed is its metadata. */
function updateRefund(call: Call): Answer {
  const found = findRefund(call);
  const refund = { ...found, metadata: readMetadata(call.params, found.metadata) };
  call.params.refuseUnknown();
  keepRefund(call, refund, found);
  return ok(renderRefund(refund));
}

/** Stripe cancels refunds only that wait for the customer, and those to cards never do. */
function cancelRefund(call: Call): Answer {
  findRefund(call);
  call.params.refuseUnknown();
  throw invalidRequest('Canceling this refund is unsupported.', { isKeptForReplay: true });
}

function retrieveRefund(call: Call): Answer {
  call.params.refuseUnknown();
  return ok(renderRefund(findRefund(call)));
}

function listRefunds(call: Call): Answer {
  const { params, store } = call;
  const page = readPage(params, { kind: 'refund', find: (id) => store.refunds.find(id) });
  const conditions = [...ofCharge(call), ...readCreated(params)];
  params.refuseUnknown();
  return ok(listOf(ALL, store.refunds.list(page, conditions), renderRefund));
}

function findRefund({ store, objectId }: Call): Refund {
  const refund = store.refunds.find(objectId);
  if (refund) return refund;
  throw noSuch('refund', objectId, 'id');
}

function readAmount({ params }: Call): number | null {
  const amount = params.integer('amount') ?? null;
  if (amount === null || amount >= 1) return amount;
  const message = 'This value must be greater than or equal to 1.';
  throw params.refuse('amount', message, 'parameter_invalid_integer');
}

/** Named by itself, or by the PaymentIntent that it paid. */
function readCharge(call: Call): Charge {
  const charge = findNamedCharge(call);
  const intent = findNamedIntent(call);
  if (!intent) {
    if (charge) return charge;
    throw invalidRequest(NO_CHARGE);
  }
  if (!charge) return chargeOf(call, intent);
  if (charge.paymentIntentId === intent.id) return charge;
  throw invalidRequest(`The charge ${charge.id} is not of the PaymentIntent ${intent.id}.`);
}

function chargeOf({ store }: Call, { id, latestChargeId }: PaymentIntent): Charge {
  const charge = store.charges.find(latestChargeId ?? '');
  if (charge) return charge;
  throw invalidRequest(noSuccessfulCharge(id));
}

const NO_CHARGE =
  'One of the following params should be provided for this request: payment_intent or charge.';
