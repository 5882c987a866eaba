import { Injectable } from '@nestjs/common';
import { dayAfter, startOfDay } from '../../common/calendar-day.js';
import { DatabaseService } from '../../database/database.service.js';
import { type IssuedDocument, missingBetween } from '../../receipts/domain/issued-document.js';
import { issuedDocuments } from '../../receipts/issued-documents.queries.js';
import { Shop } from '../../shop/shop.js';
import { type CommandResult, UsageError } from '../command-result.js';
import { csvLine } from '../format/csv.js';
import { documentToJson, documentToRows, DOCUMENT_COLUMNS } from '../format/receipts.js';
import { formatTable } from '../format/table.js';

export interface ReceiptsOptions {
  /** Days in the shop's time zone, the last one included. */
  from: string;
  to: string;
  /** One of them, as a year of them is large. */
  as: 'table' | 'csv' | 'json';
}

/** For the bookkeeper. */
@Injectable()
export class ReceiptsCommand {
  constructor(
    private readonly database: DatabaseService,
    private readonly shop: Shop,
  ) {}

  async run({ from, to, as }: ReceiptsOptions): Promise<CommandResult> {
    if (from > to) throw new UsageError(`--from ${from} is after --to ${to}: exchange them.`);
    const { timeZone } = this.shop;
    const csv = [csvLine(DOCUMENT_COLUMNS)];
    const table: string[][] = [];
    const documents: unknown[] = [];
    const add = {
      table: (document: IssuedDocument) => table.push(...documentToRows(document, timeZone)),
      csv: (document: IssuedDocument) =>
        csv.push(...documentToRows(document, timeZone).map(csvLine)),
      json: (document: IssuedDocument) => documents.push(documentToJson(document)),
    }[as];
    const missing: string[] = [];
    let last: IssuedDocument | null = null;
    for await (const document of this.#issued(from, to)) {
      add(document);
      const gap = last && missingBetween(last, document);
      if (gap) missing.push(gap);
      last = document;
    }
    if (table.length > 0) table.unshift(DOCUMENT_COLUMNS);
    return {
      lines: as === 'csv' ? csv : formatTable(table),
      json: { documents, missing },
      notes: last ? missing.map(missingNote) : [`${NONE} from ${from} to ${to} (${timeZone}).`],
      code: missing.length > 0 ? 1 : 0,
    };
  }

  #issued(from: string, to: string): AsyncGenerator<IssuedDocument> {
    const { timeZone } = this.shop;
    const end = startOfDay(dayAfter(to), timeZone);
    return issuedDocuments(this.database, startOfDay(from, timeZone), end);
  }
}

const NONE = 'No receipt or credit note was issued';

function missingNote(numbers: string): string {
  return `Not in this period, though between two that are: ${numbers}. The shop leaves no number out: see the periods beside it, then the backups.`;
}
