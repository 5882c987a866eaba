import type Stripe from 'stripe';
import type { Customer } from '../model/customer.js';
import type { SandboxStore } from '../store/sandbox-store.js';
import { renderBalanceTransaction } from '../wire/balance-transaction.js';
import { renderCharge } from '../wire/charge.js';
import { renderCustomer, renderDeletedCustomer } from '../wire/customer.js';
import { renderDispute } from '../wire/dispute.js';
import { renderPaymentIntent } from '../wire/payment-intent.js';
import { renderPaymentMethod } from '../wire/payment-method.js';
import { renderRefund } from '../wire/refund.js';

/** Stripe's objects by the name in their `object`. */
interface Shown {
  account: Stripe.Account;
  balance_transaction: Stripe.BalanceTransaction;
  /** What the balance moved for: no name of Stripe's, since it has several. */
  balance_transaction_source: Stripe.Charge | Stripe.Refund | Stripe.Dispute;
  charge: Stripe.Charge;
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  dispute: Stripe.Dispute;
  event: Stripe.Event;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  refund: Stripe.Refund;
  webhook_endpoint: Stripe.WebhookEndpoint;
}

export type ResourceName = keyof Shown;

/** The properties that hold an id, or the whole of what has it. */
type Expandable<T> = T extends unknown
  ? {
      [K in keyof T]-?: [Extract<T[K], { id: string }>] extends [never]
        ? never
        : string extends T[K]
          ? K
          : never;
    }[keyof T]
  : never;

interface Resource<T> {
  /** For those that properties of others lead to. */
  find?: (store: SandboxStore, id: string) => T | undefined;
  /** What each property leads to; null: to what the sandbox does not have, so that it has no value. */
  expandable: Readonly<Record<Expandable<T>, ResourceName | null>>;
  /** Lists that an object has only when they are asked for. */
  lists?: Readonly<Record<string, IncludedList>>;
}

export interface IncludedList {
  resource: ResourceName;
  read: (store: SandboxStore, id: string) => Stripe.ApiList<unknown>;
}

const REFUNDS_OF_CHARGE: IncludedList = {
  resource: 'refund',
  read: ({ refunds }, id) => {
    const page = { limit: 10, startingAfter: null, endingBefore: null };
    const { items, hasMore } = refunds.list(page, [{ sql: 'parent = ?', values: [id] }]);
    const data = items.map(renderRefund);
    return { object: 'list', data, has_more: hasMore, url: `/v1/charges/${id}/refunds` };
  },
};

const OF_CHARGE = {
  application: null,
  application_fee: null,
  balance_transaction: 'balance_transaction',
  customer: 'customer',
  failure_balance_transaction: 'balance_transaction',
  on_behalf_of: null,
  payment_intent: 'payment_intent',
  review: null,
  source_transfer: null,
  transfer: null,
} as const;

const OF_REFUND = {
  balance_transaction: 'balance_transaction',
  charge: 'charge',
  customer: 'customer',
  failure_balance_transaction: 'balance_transaction',
  payment_intent: 'payment_intent',
  payment_method: 'payment_method',
  source_transfer_reversal: null,
  transfer_reversal: null,
} as const;

const OF_DISPUTE = { charge: 'charge', payment_intent: 'payment_intent' } as const;

/** A row more, and every route that answers with the resource can expand it. */
export const RESOURCES: { readonly [Name in ResourceName]: Resource<Shown[Name]> } = {
  account: { expandable: {} },
  balance_transaction: {
    find: ({ balanceTransactions }, id) =>
      shown(balanceTransactions.find(id), renderBalanceTransaction),
    expandable: { source: 'balance_transaction_source' },
  },
  balance_transaction_source: {
    find: ({ charges, refunds, disputes }, id) =>
      shown(charges.find(id), renderCharge) ??
      shown(refunds.find(id), renderRefund) ??
      shown(disputes.find(id), renderDispute),
    expandable: { ...OF_CHARGE, ...OF_REFUND, ...OF_DISPUTE },
  },
  charge: {
    find: ({ charges }, id) => shown(charges.find(id), renderCharge),
    expandable: OF_CHARGE,
    lists: { refunds: REFUNDS_OF_CHARGE },
  },
  customer: {
    find: ({ customers }, id) => shown(customers.find(id), showCustomer),
    expandable: { default_source: null, test_clock: null },
  },
  dispute: {
    find: ({ disputes }, id) => shown(disputes.find(id), renderDispute),
    expandable: OF_DISPUTE,
  },
  event: { expandable: {} },
  payment_intent: {
    find: ({ paymentIntents }, id) => shown(paymentIntents.find(id), renderPaymentIntent),
    expandable: {
      application: null,
      customer: 'customer',
      latest_charge: 'charge',
      on_behalf_of: null,
      payment_method: 'payment_method',
      payment_record: null,
      review: null,
      source: null,
    },
  },
  payment_method: {
    find: ({ paymentMethods }, id) => shown(paymentMethods.find(id), renderPaymentMethod),
    expandable: { customer: 'customer' },
  },
  refund: {
    find: ({ refunds }, id) => shown(refunds.find(id), renderRefund),
    expandable: OF_REFUND,
  },
  webhook_endpoint: { expandable: {} },
};

function showCustomer(customer: Customer): Stripe.Customer | Stripe.DeletedCustomer {
  return customer.isDeleted ? renderDeletedCustomer(customer) : renderCustomer(customer);
}

function shown<T, R>(item: T | undefined, render: (item: T) => R): R | undefined {
  return item && render(item);
}
