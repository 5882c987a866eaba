import { Argument, type Command, Option } from 'commander';
import { ORDER_STATES, type OrderState } from '../orders/domain/order-state.js';
import { UsageError } from './command-result.js';
import { CheckCommand } from './commands/check.command.js';
import { ListCommand } from './commands/list.command.js';
import { MAIL_ACTIONS, type MailAction, MailCommand } from './commands/mail.command.js';
import { ReceiptsCommand, type ReceiptsOptions } from './commands/receipts.command.js';
import { RecoverCommand } from './commands/recover.command.js';
import { RefundCommand } from './commands/refund.command.js';
import { DECISIONS, type Decision, ReviewCommand } from './commands/review.command.js';
import { ShowCommand } from './commands/show.command.js';
import { ToPackCommand } from './commands/to-pack.command.js';
import type { Execute } from './execute.js';
import { type Dismissible, DISMISSIBLE } from './pending-work.service.js';
import { defineParcelCommands } from './parcel-program.js';
import {
  parseDay,
  parseEmail,
  parseLimit,
  parseOrderNumber,
  parseSubject,
  parseTime,
} from './parse-arguments.js';

interface ListOptions {
  toPack?: true;
  state?: OrderState;
  limit?: number;
}

interface ReviewOptions {
  only?: Dismissible;
}

export type WithStripe = (work: () => Promise<void>) => Promise<void>;

const EXIT_CODES = `
Exit codes: 0 success, 1 refused or a person has to act, 2 the command was not understood.`;

/** The arguments of `npm run orders --`. */
export function defineCommands(program: Command, execute: Execute, withStripe: WithStripe): void {
  program
    .name('npm run orders --')
    .description(
      'Orders, parcels, refunds, reviews, mails, receipts and recovery. Works while the shop runs and while it is stopped.',
    )
    .option('--json', 'print JSON, for programs')
    .addHelpText('afterAll', EXIT_CODES);
  defineLocal(program, execute);
  defineParcelCommands(program, execute);
  defineMail(program, execute);
  defineReceipts(program, execute);
  defineWithStripe(program, (command, ...args) => withStripe(() => execute(command, ...args)));
}

/** Commands that read the database only. */
function defineLocal(program: Command, execute: Execute): void {
  program
    .command('list')
    .description('list the newest orders')
    .addOption(new Option('--state <state>', 'in this state only').choices(ORDER_STATES))
    .addOption(
      new Option('--to-pack', 'all that is to be packed or sent, oldest first').conflicts('state'),
    )
    .option('--limit <count>', 'at most so many; of the newest orders, 20 are shown', parseLimit)
    .action(({ toPack, state, limit }: ListOptions) =>
      toPack ? execute(ToPackCommand, { limit }) : execute(ListCommand, { state, limit }),
    );
  program
    .command('show')
    .description('show an order: lines, address, parcels, ledger, timeline')
    .argument('<number>', 'the order’s number', parseOrderNumber)
    .option('--link', 'add the link that gives access to the order’s page')
    .action((number: number, options: { link?: boolean }) => execute(ShowCommand, number, options));
}

function defineMail(program: Command, execute: Execute): void {
  program
    .command('mail')
    .description('list the mails that could not be sent, or decide about one')
    .argument('[id]', 'as the list has it')
    .addArgument(new Argument('[action]').choices(MAIL_ACTIONS))
    .option('--to <address>', 'send it there instead', parseEmail)
    .action((id?: string, action?: MailAction, options: { to?: string } = {}) =>
      execute(MailCommand, id, action, options.to ?? null),
    );
}

function defineReceipts(program: Command, execute: Execute): void {
  program
    .command('receipts')
    .description('list the receipts and credit notes of a period, for the bookkeeper')
    .requiredOption('--from <day>', 'its first day, in the shop’s time zone: 2026-01-01', parseDay)
    .requiredOption('--to <day>', 'its last day', parseDay)
    .option('--csv', 'print CSV (RFC 4180)')
    .action(({ csv, ...period }: Omit<ReceiptsOptions, 'as'> & { csv?: true }) => {
      const { json } = program.opts<{ json?: true }>();
      if (csv && json) throw new UsageError('Give either --csv or --json.');
      return execute(ReceiptsCommand, { ...period, as: csv ? 'csv' : json ? 'json' : 'table' });
    });
}

/** Commands that call Stripe. */
function defineWithStripe(program: Command, execute: Execute): void {
  program
    .command('check')
    .description('synchronize an order, or all open ones, with Stripe')
    .argument('[number]', 'the order’s number', parseOrderNumber)
    .option('--all-open', 'every open order that has a payment')
    .action((number: number | undefined, options: { allOpen?: boolean }) =>
      execute(CheckCommand, number, options),
    );
  program
    .command('refund')
    .description('refund an order at Stripe')
    .argument('<number>', 'the order’s number', parseOrderNumber)
    .argument('[amount]', 'such as 5.00; without it, all that is left')
    .action((number: number, amount?: string) => execute(RefundCommand, number, amount));
  program
    .command('review')
    .description('list what a person has to decide, or record the decision')
    .argument('[subject]', 'the order’s number; to dismiss, also pi_… or evt_…', parseSubject)
    .addArgument(new Argument('[decision]').choices(DECISIONS))
    .addOption(new Option('--only <kind>', 'dismiss this, where more is open').choices(DISMISSIBLE))
    .action((subject?: number | string, decision?: Decision, options: ReviewOptions = {}) =>
      execute(ReviewCommand, subject, decision, options.only),
    );
  program
    .command('recover')
    .description('after a restore: read from Stripe what the database has missed')
    .option('--since <time>', 'from then on, rather than from the last record', parseTime)
    .option('--dry-run', 'print what would be done, and change nothing')
    .action((options: { since?: Date; dryRun?: boolean }) => execute(RecoverCommand, options));
}
