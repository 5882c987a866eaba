import { format } from '../../money/format.js';
import type { RecoveryPreview, RecoveryResult } from '../../recovery/recovery.service.js';
import type { CommandResult } from '../command-result.js';
import { orderToJson, stateLabel } from './order.js';

export function recoveryPlanResult(plan: RecoveryPreview, since: Date): CommandResult {
  const { recreate, cancel, undecided } = plan;
  const lines = [
    `Nothing was changed. With everything since ${since.toISOString()}, recover would:`,
    ...recreate.map((id) => `recreate the order of ${id}, which is paid`),
    ...cancel.map((id) => `cancel ${id}, which is not paid`),
    ...undecided.map((id) => `leave ${id}, which belongs to no order here, to a person`),
    'synchronize every order here that is open, was refunded or is disputed',
    'If one of these payments belongs to another shop, do not run recover on this account.',
  ];
  const json = { dryRun: true, since, recreate, unmatched: undecided };
  return { lines, json, code: 0 };
}

export function recoveryResult(found: RecoveryResult, since: Date): CommandResult {
  const { corrected, recreated, canceled, undecided } = found;
  const requiresManualAction = recreated.length + undecided.length > 0;
  const lines = [
    `Read from Stripe: everything since ${since.toISOString()}.`,
    ...corrected.map(
      ({ number, was, is }) =>
        `Order ${number} was updated. Before: ${stateLabel(was)}. Now: ${stateLabel(is)}.`,
    ),
    ...recreated.map(
      ({ number, state, total, email }) =>
        `Order ${number} was lost and is recreated: ${format(total)}, ${email ?? 'no e-mail'}, ${stateLabel(state)}.`,
    ),
    ...(recreated.length > 0 ? RECREATED_HINTS : []),
    ...canceled.map((id) => `${id} of a lost order was not paid and is canceled.`),
    ...undecided.map((id) => `${id} belongs to no order here: see it in Stripe’s Dashboard.`),
    requiresManualAction ? 'A person has to look at this.' : 'Stripe and the database agree.',
  ];
  const json = {
    dryRun: false,
    since,
    corrected: corrected.map(({ number, was, is }) => ({ number, previousState: was, state: is })),
    recreated: recreated.map(orderToJson),
    canceled,
    unmatched: undecided,
  };
  return { lines, json, code: requiresManualAction ? 1 : 0 };
}

const RECREATED_HINTS = [
  '  Their lines are unknown: ask the shoppers, then npm run orders -- review NUMBER accept|refund.',
  '  Their copies count as in stock again: count the shelf, and correct the stock with npm run db:studio.',
];
