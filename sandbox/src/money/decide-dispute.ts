import type { Occasion } from '../api/endpoint.js';
import { emitEvent } from '../api/emit-event.js';
import {
  type Decision,
  type Dispute,
  isInquiry,
  mayTake,
  submitted,
  take,
  verdictOf,
} from '../model/dispute.js';
import { renderDispute } from '../wire/dispute.js';
import { doLater } from './do-later.js';
import { moveMoney } from './open-dispute.js';

/** The bank gets the evidence, and where it says so decides by it later. */
export function submitEvidence(occasion: Occasion, dispute: Dispute): Dispute {
  if (verdictOf(dispute) !== null) doLater(occasion, 'decide_dispute', dispute.id);
  return submitted(dispute);
}

export function decideDispute(occasion: Occasion, disputeId: string): void {
  const dispute = occasion.store.disputes.find(disputeId);
  const verdict = dispute ? verdictOf(dispute) : null;
  if (dispute && verdict !== null && mayTake(verdict, dispute)) {
    settleDispute(occasion, dispute, verdict);
  }
}

/** What each decision does besides the dispute's own move, and which events tell of it. */
const CONSEQUENCES = {
  win: { moves: 'dispute_reversal', tells: ['funds_reinstated', 'closed'] },
  lose: { moves: null, tells: ['closed'] },
  escalate: { moves: 'dispute', tells: ['updated', 'funds_withdrawn'] },
} as const satisfies Record<Decision, object>;

const LET_GO = { moves: null, tells: ['closed'] } as const;

/** Ask mayTake() first. */
export function settleDispute(occasion: Occasion, before: Dispute, decision: Decision): Dispute {
  const taken = take(decision, before);
  // An inquiry that ends has moved no money.
  const { moves, tells } = isInquiry(taken) ? LET_GO : CONSEQUENCES[decision];
  const after = moves === null ? taken : moveMoney(occasion, taken, moves);
  occasion.store.disputes.save(after);
  for (const what of tells) {
    emitEvent(occasion, `charge.dispute.${what}`, renderDispute(after), renderDispute(before));
  }
  return after;
}
