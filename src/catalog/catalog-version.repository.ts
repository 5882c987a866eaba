import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';

/** The number of changes of the catalogue so far, which the database itself counts. */
@Injectable()
export class CatalogVersionRepository {
  #read: (() => unknown) | undefined;

  constructor(private readonly database: DatabaseService) {}

  /** Synchronous and never cached: a change that any process has committed is seen at once. */
  current(): number {
    this.#read ??= this.database.prepareValue('SELECT version FROM "CatalogVersion"');
    return Number(this.#read());
  }
}
