import type Stripe from 'stripe';
import { type BalanceTransaction, TRANSACTION_KINDS } from '../model/balance-transaction.js';

export function renderBalanceTransaction(
  transaction: BalanceTransaction,
): Stripe.BalanceTransaction {
  const { amount, fee, kind } = transaction;
  const { type, category } = TRANSACTION_KINDS[kind];
  return {
    id: transaction.id,
    object: 'balance_transaction',
    amount,
    available_on: transaction.availableOn,
    balance_type: 'payments',
    created: transaction.created,
    currency: transaction.currency,
    description: transaction.description,
    exchange_rate: null,
    fee,
    fee_details: feeDetails(transaction),
    net: amount - fee,
    reporting_category: category,
    source: transaction.sourceId,
    status: transaction.status,
    type,
  };
}

function feeDetails({
  fee,
  currency,
  kind,
}: BalanceTransaction): Stripe.BalanceTransaction.FeeDetail[] {
  if (fee === 0) return [];
  const description = TRANSACTION_KINDS[kind].feeFor;
  return [{ amount: fee, application: null, currency, description, type: 'stripe_fee' }];
}
