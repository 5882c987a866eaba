import { type Command, Option } from 'commander';
import { PARCEL_KINDS } from '../fulfilment/domain/parcel-state.js';
import type { LineCount } from '../fulfilment/domain/remaining.js';
import { CollectedCommand } from './commands/collected.command.js';
import { PackCommand, type PackOptions } from './commands/pack.command.js';
import { RestockCommand } from './commands/restock.command.js';
import { SendCommand, type SendOptions } from './commands/send.command.js';
import { SlipCommand } from './commands/slip.command.js';
import { StockCommand, type StockOptions } from './commands/stock.command.js';
import { UndoCommand } from './commands/undo.command.js';
import type { Execute } from './execute.js';
import {
  collectLineCount,
  parseCount,
  parseLimit,
  parseOrderNumber,
  parseWords,
} from './parse-arguments.js';

const ANYWAY = [
  '--anyway',
  'although the order is disputed, refunded in part or withdrawn from',
] as const;
const PARCEL = ['--parcel <number>', 'this parcel of the order', parseLimit] as const;
const LINE = '--line <slug=count>';
const PACKED_LINE = 'only so many copies of this book; may be repeated';
const RESTOCKED_LINE =
  'as many copies of this book in total, with those put back before; may be repeated';

/** Commands that pack, send and count the stock. They use the database only. */
export function defineParcelCommands(program: Command, execute: Execute): void {
  const ofOrder: OfOrder = (name, description) =>
    program
      .command(name)
      .description(description)
      .argument('<number>', 'the order’s number', parseOrderNumber);
  definePacking(ofOrder, execute);
  defineLeaving(ofOrder, execute);
  defineTakingBack(ofOrder, execute);
  defineStock(program, execute);
}

type OfOrder = (name: string, description: string) => Command;

function definePacking(ofOrder: OfOrder, execute: Execute): void {
  ofOrder(
    'pack',
    'pack a parcel of a paid order: all that is left, or only the named lines; again, while it is not sent, makes no second one',
  )
    .option(LINE, PACKED_LINE, collectLineCount)
    .addOption(
      new Option('--kind <kind>', 'to be sent, or collected in the shop').choices(PARCEL_KINDS),
    )
    .option(...ANYWAY)
    .action((number: number, options: PackOptions) => execute(PackCommand, number, options));
  ofOrder('slip', 'write the packing slip of a parcel, or of what is left to pack')
    .option(...PARCEL)
    .action((number: number, options: { parcel?: number }) =>
      execute(SlipCommand, number, options),
    );
}

function defineLeaving(ofOrder: OfOrder, execute: Execute): void {
  ofOrder('send', 'record that a parcel was sent; without parcels, that all of the order was')
    .option(...PARCEL)
    .option('--carrier <name>', 'such as DHL', parseWords)
    .option('--tracking <number>', 'the carrier’s tracking number', parseWords)
    .option(...ANYWAY)
    .action((number: number, options: SendOptions) => execute(SendCommand, number, options));
  ofOrder('collected', 'record that a parcel was collected in the shop')
    .option(...PARCEL)
    .option(...ANYWAY)
    .action((number: number, options: { parcel?: number; anyway?: boolean }) =>
      execute(CollectedCommand, number, options),
    );
}

function defineTakingBack(ofOrder: OfOrder, execute: Execute): void {
  ofOrder('undo', 'take back a parcel that was marked sent or collected, or unpack a packed one')
    .option(...PARCEL)
    .action((number: number, options: { parcel?: number }) =>
      execute(UndoCommand, number, options),
    );
  ofOrder('restock', 'put copies back on the shelf that were refunded before they were sent')
    .option(LINE, RESTOCKED_LINE, collectLineCount)
    .option('--returned', 'copies that were sent and came back')
    .action((number: number, options: { line?: LineCount[]; returned?: boolean }) =>
      execute(RestockCommand, number, options),
    );
}

function defineStock(program: Command, execute: Execute): void {
  program
    .command('stock')
    .description('show or change how many copies of a book can be ordered')
    .argument('<slug>', 'the end of the book’s address: a-book for /books/a-book')
    .option('--add <count>', 'so many copies have come in', parseLimit)
    .option('--remove <count>', 'so many are lost, or were sold elsewhere', parseLimit)
    .option('--set <count>', 'so many can be ordered, without those that orders hold', parseCount)
    .option('--unlimited', 'as many as are asked for')
    .action((slug: string, options: StockOptions) => execute(StockCommand, slug, options));
}
