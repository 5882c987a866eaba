import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { isWrite, type TableUse, tableUses, usesIn } from '../support/table-uses.js';

const WRITER = 'orders/order-writer.repository.ts';
const ITS_OWN = ['LedgerEntry', 'TimelineEntry'];

/** Every write that may assign an order's state, or makes a row of its timeline or its ledger. */
const writesOf = (uses: TableUse[]) =>
  uses.filter(
    (use) =>
      (ITS_OWN.includes(use.table) && (isWrite(use) || use.method === 'sql')) ||
      (use.table === 'Order' && use.method !== 'sql' && isWrite(use) && mayAssignState(use)) ||
      (use.table === 'Order' && use.method === 'sql'),
  );

/** Also where the columns that are written cannot be read from the call. */
function mayAssignState({ method, data }: TableUse): boolean {
  if (!/^(update|updateMany)$/.test(method)) return true;
  if (!data || !ts.isObjectLiteralExpression(data)) return true;
  return data.properties.some((each) => ts.isSpreadAssignment(each) || each.name.getText() === 'state'); // prettier-ignore
}

describe('the state of an order, its timeline and its ledger', () => {
  it('are written in one file', () => {
    const files = new Set(writesOf(tableUses()).map(({ file }) => file));

    expect([...files]).toEqual([WRITER]);
  });

  it.each([
    ['an update of the state', `tx.order.update({ where, data: { state: 'paid' } })`],
    ['an update of what cannot be seen', `tx.order.updateMany({ where, data: { ...columns } })`],
    ['an update of unseen data', `tx.order.updateMany({ where, data })`],
    ['an order that is made', `tx.order.create({ data: { id } })`],
    ['a row of the timeline', `tx.timelineEntry.create({ data: { orderId } })`],
    ['rows of the ledger', `tx.ledgerEntry.createMany({ data })`],
    ['an order written by SQL', 'tx.$executeRaw`UPDATE "Order" SET state = ${state}`'],
  ])('are seen to be written by %s', (_, code) => {
    expect(writesOf(usesIn('a.ts', code))).toHaveLength(1);
  });

  it.each([
    ['a look at the state', `tx.order.findMany({ where: { state: 'paid' } })`],
    ['another column', `tx.order.updateMany({ where: { state: 'paid' }, data: { email } })`],
  ])('are not written by %s', (_, code) => {
    expect(writesOf(usesIn('a.ts', code))).toEqual([]);
  });
});
