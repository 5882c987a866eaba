import { Injectable } from '@nestjs/common';
import { type BookStock, type StockChange, StockService } from '../../catalog/stock.service.js';
import { type CommandResult, refused, UsageError } from '../command-result.js';

export interface StockOptions {
  add?: number;
  remove?: number;
  set?: number;
  unlimited?: true;
}

@Injectable()
export class StockCommand {
  constructor(private readonly stock: StockService) {}

  async run(slug: string, options: StockOptions): Promise<CommandResult> {
    const change = toChange(options);
    const book = await (change ? this.stock.change(slug, change) : this.stock.find(slug));
    if (!book) throw new UsageError(`There is no book ${slug}: its address is /books/${slug}.`);
    if ('refused' in book) return refused(book.refused);
    return { lines: [`${book.title}: ${copies(book)}.`], json: book, code: 0 };
  }
}

function toChange({ add, remove, set, unlimited }: StockOptions): StockChange | null {
  const [change, another] = [
    ...(add === undefined ? [] : [{ add }]),
    ...(remove === undefined ? [] : [{ remove }]),
    ...(set === undefined ? [] : [{ set }]),
    ...(unlimited ? [{ set: null }] : []),
  ];
  if (another) throw new UsageError('Give one of --add, --remove, --set and --unlimited.');
  return change ?? null;
}

function copies({ stock }: BookStock): string {
  if (stock === null) return 'not limited';
  return `${stock} ${stock === 1 ? 'copy' : 'copies'} can be ordered`;
}
