import { format } from '../../money/format.js';
import { RecoveryWindowService } from '../../recovery/recovery-window.service.js';
import { type Foreseen, type Recovered, RecoveryService } from '../../recovery/recovery.service.js';
import { inWords, toJson } from '../order-text.js';
import { refused, type Report, UsageError } from '../report.js';
import type { Command } from './command.js';

/** Nobody's clock is further out. */
const MARGIN_MS = 3_600_000;

export const recover: Command = {
  usage: '[--since TIME] [--dry-run]',
  tells: 'after a restore: asks Stripe what our records have lost (since they end, or since TIME)',
  options: { since: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  mostPositionals: 0,
  async run(shop, { values }) {
    const window = shop.get(RecoveryWindowService);
    const since = readTime(values['since']) ?? (await window.start());
    if (!since) return refused(NO_RECORDS);
    const from = new Date(Math.max(0, since.getTime() - MARGIN_MS));
    const recovery = shop.get(RecoveryService);
    if (values['dry-run']) return tellForeseen(await recovery.foresee(from), from);
    return tellRecovered(await window.during(since, () => recovery.recover(from)), from);
  },
};

function readTime(text: string | boolean | undefined): Date | null {
  if (typeof text !== 'string') return null;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new UsageError('--since takes a time, as 2026-11-23T04:00:00Z.'); // prettier-ignore
  return time;
}

function tellForeseen(foreseen: Foreseen, since: Date): Report {
  const { bringBack, cancel, undecided } = foreseen;
  const lines = [
    `Nothing was changed. With everything since ${since.toISOString()}, recover would:`,
    ...bringBack.map((id) => `bring back the order of ${id}, which is paid`),
    ...cancel.map((id) => `cancel ${id}, which nobody has paid`),
    ...undecided.map((id) => `leave ${id}, of no order here, to a person`),
    'ask Stripe about every order here that is open, was refunded or is disputed, and write down the answer',
    'Is one of these another shop’s? Then this account is not yours alone: do not run recover on it.',
  ];
  return { lines, json: { ...foreseen, since, dryRun: true }, code: 0 };
}

const NO_RECORDS =
  'There is no order in this database, so nothing tells since when orders are missing. Say it: ' +
  'recover --since TIME. Look first with --dry-run: every Folio order of this Stripe account that is ' +
  'not here counts as lost, also those of another shop.';

function tellRecovered(found: Recovered, since: Date): Report {
  const { corrected, broughtBack, canceled, undecided } = found;
  const needsPerson = broughtBack.length + undecided.length > 0;
  const lines = [
    `Asked Stripe for everything since ${since.toISOString()}.`,
    ...corrected.map(
      ({ number, was, is }) => `Order ${number} was: ${inWords(was)}. Now it is: ${inWords(is)}.`,
    ),
    ...broughtBack.map(
      ({ number, state, total, email }) =>
        `Order ${number} was lost and is back: ${format(total)}, ${email ?? 'no e-mail'}, ${inWords(state)}.`,
    ),
    ...(broughtBack.length > 0 ? BROUGHT_BACK : []),
    ...canceled.map((id) => `${id}, of a lost order that nobody had paid, is canceled.`),
    ...undecided.map((id) => `${id} is of no order here: look at it in Stripe’s Dashboard.`),
    needsPerson ? 'A person has to look at this.' : 'Stripe and our records agree.',
  ];
  const json = { ...found, since, broughtBack: broughtBack.map(toJson) };
  return { lines, json, code: needsPerson ? 1 : 0 };
}

const BROUGHT_BACK = [
  '  What was in them is not known: ask these shoppers, then npm run orders -- review NUMBER accept|refund.',
  '  Their copies are on the shelf again here: count the shelf, and correct it with npm run db:studio.',
];
