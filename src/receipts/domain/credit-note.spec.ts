import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PAYMENT } from '../../../test/support/after-sales.js';
import { anyTaxedCart, type TaxedCart } from '../../../test/support/taxes.js';
import { add, money, type Money } from '../../money/money.js';
import type { LedgerEntry } from '../../orders/domain/ledger.js';
import { taxOf } from '../../tax/domain/tax-of.js';
import { type CreditNoteDraft, creditNotesFor, leftOf } from './credit-note.js';

const ORDER = { total: money(2300, 'usd'), tax: null };

const entry = (kind: LedgerEntry['kind'], amountMinor: number, stripeId = 're_1'): LedgerEntry => ({
  ...PAYMENT,
  ...{ kind, amountMinor, stripeId },
});

const notesOf = (...entries: LedgerEntry[]) =>
  creditNotesFor(ORDER, entries, entries, []).map(({ kind, amount }) => [kind, amount.minor]);

describe(creditNotesFor.name, () => {
  it('credits every refund, and takes back what failed', () => {
    const entries = [
      entry('refund', 500),
      entry('refund', 1800, 're_2'),
      entry('refund_failed', 500),
    ];

    expect(notesOf(PAYMENT, ...entries)).toEqual([
      ['refund', 500],
      ['refund', 1800],
      ['refund_failed', 500],
    ]);
  });

  it('is silent of payments and disputes', () => {
    expect(notesOf(PAYMENT, entry('dispute', 2300), entry('dispute_won', 2300))).toEqual([]);
  });

  it('credits no refund of what was paid beyond the total', () => {
    const paid = { ...PAYMENT, amountMinor: 3000 };

    expect(notesOf(paid, entry('refund', 700))).toEqual([]);
    expect(notesOf(paid, entry('refund', 1000))).toEqual([['refund', 300]]);
    expect(notesOf(paid, entry('refund', 3000))).toEqual([['refund', 2300]]);
  });

  it('credits no money in another currency', () => {
    const inEuros = (each: LedgerEntry) => ({ ...each, currency: 'eur' });

    expect(notesOf(inEuros(PAYMENT), inEuros(entry('refund', 500)))).toEqual([]);
  });

  it('continues from what was issued before', () => {
    const [first, second] = [entry('refund', 500), entry('refund', 700, 're_2')];
    const issued = creditNotesFor(ORDER, [PAYMENT, first], [first], []);

    expect(creditNotesFor(ORDER, [PAYMENT, first, second], [second], issued)).toMatchObject([
      { stripeId: 're_2', amount: money(700, 'usd') },
    ]);
  });
});

/** A taxed order, and the shares in which it is refunded; negative: the refund before that fails. */
const aRefundedOrder = fc.record({
  cart: anyTaxedCart,
  shares: fc.array(
    fc.record({ of: fc.double({ min: 0, max: 1, noNaN: true }), fails: fc.boolean() }),
    {
      maxLength: 8,
    },
  ),
});

describe('the parts of credit notes', () => {
  it('sum to the whole after any sequence of refunds, in any currency, and are never negative', () => {
    fc.assert(
      fc.property(aRefundedOrder, ({ cart, shares }) => {
        const order = orderOf(cart);
        const entries = sequenceOf(order.total, shares);
        const notes = creditNotesFor(order, entries, entries, []);

        expect(notes).toHaveLength(entries.length - 1);
        for (const { parts, amount } of notes) {
          expect(sum(parts.map(({ gross }) => gross))).toBe(amount.minor);
          for (const { net, tax: share, gross } of parts) {
            expect(net.minor + share.minor).toBe(gross.minor);
            expect(Math.min(net.minor, share.minor)).toBeGreaterThanOrEqual(0);
          }
        }
        // The last refund took the rest: nothing of any part is left.
        const left = leftOf(order.tax.parts, notes);
        expect(left.flatMap(({ net, tax: rest }) => [net.minor, rest.minor])).toEqual(
          left.flatMap(() => [0, 0]),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('are issued one by one as they are all together', () => {
    fc.assert(
      fc.property(aRefundedOrder, ({ cart, shares }) => {
        const order = orderOf(cart);
        const entries = sequenceOf(order.total, shares);
        const issued = entries.reduce<CreditNoteDraft[]>((before, each, at) => {
          const notes = creditNotesFor(order, entries.slice(0, at + 1), [each], before);
          return [...before, ...notes];
        }, []);

        expect(issued).toEqual(creditNotesFor(order, entries, entries, []));
      }),
      { numRuns: 100 },
    );
  });
});

const sum = (amounts: readonly Money[]) => amounts.reduce((total, { minor }) => total + minor, 0);

function orderOf({ items, where }: TaxedCart) {
  const tax = taxOf(items, where);
  if (!tax) throw new Error('It is taxed');
  return { total: tax.parts.map(({ gross }) => gross).reduce(add), tax };
}

/** The payment, refunds in these shares of what is left, of which some fail, and one of the rest. */
function sequenceOf(
  total: Money,
  shares: readonly { of: number; fails: boolean }[],
): LedgerEntry[] {
  const { currency } = total;
  const payment = { ...PAYMENT, amountMinor: total.minor, currency };
  const entries: LedgerEntry[] = [payment];
  let left = total.minor;
  for (const [at, { of, fails }] of shares.entries()) {
    const amountMinor = Math.floor(left * of);
    if (amountMinor < 1 || amountMinor === left) continue;
    entries.push({ ...entry('refund', amountMinor, `re_${at}`), currency });
    if (fails) entries.push({ ...entry('refund_failed', amountMinor, `re_${at}`), currency });
    else left -= amountMinor;
  }
  return [...entries, { ...entry('refund', left, 're_last'), currency }];
}
