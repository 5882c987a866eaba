import { describe, expect, it } from '@jest/globals';
import {
  type Dispute,
  DISPUTE_STEPS,
  type DisputeStatus,
  type DisputeStep,
  dueBy,
  isChargeRefundable,
  isClosed,
  mayTake,
  submitted,
  take,
  verdictOf,
} from './dispute.js';

const dispute: Dispute = {
  id: 'du_1',
  created: Date.UTC(2026, 10, 23, 13) / 1000,
  chargeId: 'ch_1',
  paymentIntentId: 'pi_1',
  amount: 2300,
  currency: 'usd',
  cardBrand: 'visa',
  reason: 'fraudulent',
  networkReasonCode: '10.4',
  status: 'needs_response',
  evidence: {},
  submissionCount: 0,
  metadata: {},
  transactions: [],
};

const STATUSES: DisputeStatus[] = [
  'needs_response',
  'under_review',
  'won',
  'lost',
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
];

const STEPS = Object.keys(DISPUTE_STEPS) as DisputeStep[];

const ALLOWED = [
  ['submit', 'needs_response', 'under_review'],
  ['submit', 'under_review', 'under_review'],
  ['submit', 'warning_needs_response', 'warning_under_review'],
  ['submit', 'warning_under_review', 'warning_under_review'],
  ['win', 'under_review', 'won'],
  ['win', 'warning_under_review', 'warning_closed'],
  ['lose', 'needs_response', 'lost'],
  ['lose', 'under_review', 'lost'],
  ['lose', 'warning_needs_response', 'warning_closed'],
  ['lose', 'warning_under_review', 'warning_closed'],
  ['escalate', 'warning_under_review', 'needs_response'],
];

describe('a dispute', () => {
  it.each(STEPS.flatMap((step) => STATUSES.map((status) => [step, status] as const)))(
    '%s in %s: only where the table says so',
    (step, status) => {
      const from = { ...dispute, status };
      const [, , to] = ALLOWED.find((row) => row[0] === step && row[1] === status) ?? [];

      expect(mayTake(step, from)).toBe(to !== undefined);
      if (to === undefined) expect(() => take(step, from)).toThrow('ask mayTake() first');
      else expect(take(step, from).status).toBe(to);
    },
  );

  it.each([
    ['needs_response', false, false],
    ['under_review', false, false],
    ['won', true, true],
    ['lost', true, false],
    ['warning_needs_response', false, true],
    ['warning_under_review', false, true],
    ['warning_closed', true, true],
  ] as const)('that is %s is closed: %s, and its charge refundable: %s', (status, ...expected) => {
    const found = { ...dispute, status };

    expect([isClosed(found), isChargeRefundable(found)]).toEqual(expected);
  });

  it('counts what was submitted', () => {
    expect(submitted(submitted(dispute)).submissionCount).toBe(2);
  });

  it('waits for an answer until a day has ended', () => {
    expect(new Date(dueBy(dispute) * 1000).toISOString()).toBe('2026-12-01T23:59:59.000Z');
  });

  it.each([
    ['winning_evidence', 'win'],
    ['losing_evidence', 'lose'],
    ['escalate_inquiry_evidence', 'escalate'],
    ['We sent it on Monday.', null],
  ])('with the evidence %j ends: %s', (uncategorized_text, verdict) => {
    expect(verdictOf({ ...dispute, evidence: { uncategorized_text } })).toBe(verdict);
  });
});
