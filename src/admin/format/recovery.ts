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
  const json = { dryRun: true, since, recreate, cancel, unmatched: undecided };
  return { lines, json, code: 0 };
}

/** What Stripe does not know of the time since the backup. */
export interface AfterRestore {
  /** When the records of the backup end. */
  since: Date;
  /** The numbers of orders that are to be packed, and may have been sent. */
  mayHaveLeft: number[];
  unsentMails: number;
}

/** `toCompare`: null if nothing was restored. */
export function recoveryResult(
  found: RecoveryResult,
  since: Date,
  toCompare: AfterRestore | null,
): CommandResult {
  const { corrected, recreated, canceled, undecided } = found;
  const isAtOdds = recreated.length + undecided.length > 0;
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
    isAtOdds ? 'A person has to look at this.' : 'Stripe and the database agree.',
    ...(toCompare ? linesToCompare(toCompare) : []),
  ];
  const json = {
    dryRun: false,
    since,
    corrected: corrected.map(({ number, was, is }) => ({ number, previousState: was, state: is })),
    recreated: recreated.map(orderToJson),
    canceled,
    unmatched: undecided,
    toCompare,
  };
  const isDone = !isAtOdds && !(toCompare && hasWork(toCompare));
  return { lines, json, code: isDone ? 0 : 1 };
}

function hasWork({ mayHaveLeft, unsentMails }: AfterRestore): boolean {
  return mayHaveLeft.length + unsentMails > 0;
}

function linesToCompare({ since, mayHaveLeft, unsentMails }: AfterRestore): string[] {
  return [
    `Neither Stripe nor the backup knows what else happened since ${since.toISOString()}. A person has to compare:`,
    mayHaveLeft.length === 0
      ? '  Parcels: no order is to pack that may have left already.'
      : `  Parcels: to pack, and may have left already: ${mayHaveLeft.join(', ')}. Compare with the carrier’s ` +
        'list before you send anything. For each that was sent: npm run orders -- send NUMBER',
    '  Withdrawals from the contract: those since then are lost. The mails with which the shop confirmed them are in ' +
      'its mailbox, or in the log of its mail server.',
    unsentMails === 0
      ? '  Mails: none waits for a person.'
      : `  Mails: ${unsentMails} may not have been sent: npm run orders -- mail`,
    'Each step is in docs/guides/running-the-shop.md, under “Restore”.',
  ];
}

const RECREATED_HINTS = [
  '  Their lines are unknown, and whether they were sent: ask the shoppers, then npm run orders -- review NUMBER accept|refund.',
  '  Their copies count as in stock again: count the shelf, and correct it with npm run orders -- stock.',
];
