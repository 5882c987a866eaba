import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import { TRANSACTION_KINDS } from '../model/balance-transaction.js';
import type { Condition } from '../store/page.js';
import { renderBalanceTransaction } from '../wire/balance-transaction.js';
import type { Params } from '../wire/params.js';
import { noSuch } from '../wire/stripe-error.js';
import { listOf, readCreated, readPage } from './lists.js';

const ALL = '/v1/balance_transactions';
const resource = 'balance_transaction';

export const balanceTransactions: readonly Endpoint[] = [
  { method: 'get', path: ALL, answer: listTransactions, resource, isList: true },
  { method: 'get', path: `${ALL}/:id`, answer: retrieveTransaction, resource },
];

function retrieveTransaction({ params, store, objectId }: Call): Answer {
  params.refuseUnknown();
  const transaction = store.balanceTransactions.find(objectId);
  if (!transaction) throw noSuch('balance transaction', objectId, 'id');
  return ok(renderBalanceTransaction(transaction));
}

function listTransactions({ params, store }: Call): Answer {
  const find = (id: string) => store.balanceTransactions.find(id);
  const page = readPage(params, { kind: 'balance transaction', find });
  const conditions = [
    ...equals('parent', params.value('source')),
    ...equals("body ->> '$.currency'", params.value('currency')?.toLowerCase()),
    ...ofType(params),
    ...readCreated(params),
  ];
  params.refuseNotImitated(['payout']);
  params.refuseUnknown();
  const found = store.balanceTransactions.list(page, conditions);
  return ok(listOf(ALL, found, renderBalanceTransaction));
}

function ofType(params: Params): Condition[] {
  const type = params.value('type');
  if (type === undefined) return [];
  const kinds = Object.entries(TRANSACTION_KINDS).flatMap(([kind, each]) =>
    each.type === type ? [kind] : [],
  );
  return [{ sql: `body ->> '$.kind' IN (${kinds.map(() => '?').join(', ')})`, values: kinds }];
}

function equals(expression: string, value: string | undefined): Condition[] {
  return value === undefined ? [] : [{ sql: `${expression} = ?`, values: [value] }];
}
