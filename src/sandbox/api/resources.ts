import type Stripe from 'stripe';
import type { SandboxStore } from '../store/sandbox-store.js';
import { renderBalanceTransaction } from '../wire/balance-transaction.js';
import type { Customer } from '../model/customer.js';
import { renderCharge } from '../wire/charge.js';
import { renderCustomer, renderDeletedCustomer } from '../wire/customer.js';
import { renderDispute } from '../wire/dispute.js';
import { renderPaymentIntent } from '../wire/payment-intent.js';
import { renderPaymentMethod } from '../wire/payment-method.js';
import { renderRefund } from '../wire/refund.js';

/** Stripe's objects by the name in their `object`. */
interface Shown {
  balance_transaction: Stripe.BalanceTransaction;
  /** What the balance moved for: no name of Stripe's, since it has several. */
  balance_transaction_source: Stripe.Charge | Stripe.Refund | Stripe.Dispute;
  charge: Stripe.Charge;
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  dispute: Stripe.Dispute;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  refund: Stripe.Refund;
}

export type ResourceName = keyof Shown;

interface Resource<T> {
  find: (store: SandboxStore, id: string) => T | undefined;
  /** The properties that hold the id of another object, and what that object is. */
  expandable: Partial<Record<keyof T, ResourceName>>;
}

/** A row more, and every route that answers with the resource can expand it. */
export const RESOURCES: { readonly [Name in ResourceName]: Resource<Shown[Name]> } = {
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
    expandable: { payment_intent: 'payment_intent' },
  },
  charge: {
    find: ({ charges }, id) => shown(charges.find(id), renderCharge),
    expandable: {
      balance_transaction: 'balance_transaction',
      customer: 'customer',
      payment_intent: 'payment_intent',
    },
  },
  customer: {
    find: ({ customers }, id) => shown(customers.find(id), showCustomer),
    expandable: {},
  },
  dispute: {
    find: ({ disputes }, id) => shown(disputes.find(id), renderDispute),
    expandable: { charge: 'charge', payment_intent: 'payment_intent' },
  },
  payment_intent: {
    find: ({ paymentIntents }, id) => shown(paymentIntents.find(id), renderPaymentIntent),
    expandable: { customer: 'customer', latest_charge: 'charge', payment_method: 'payment_method' },
  },
  payment_method: {
    find: ({ paymentMethods }, id) => shown(paymentMethods.find(id), renderPaymentMethod),
    expandable: { customer: 'customer' },
  },
  refund: {
    find: ({ refunds }, id) => shown(refunds.find(id), renderRefund),
    expandable: {
      balance_transaction: 'balance_transaction',
      charge: 'charge',
      customer: 'customer',
      failure_balance_transaction: 'balance_transaction',
      payment_intent: 'payment_intent',
      payment_method: 'payment_method',
    },
  },
};

function showCustomer(customer: Customer): Stripe.Customer | Stripe.DeletedCustomer {
  return customer.isDeleted ? renderDeletedCustomer(customer) : renderCustomer(customer);
}

function shown<T, R>(item: T | undefined, render: (item: T) => R): R | undefined {
  return item && render(item);
}
