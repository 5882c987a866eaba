import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { WatchedValue } from '../database/engine.js';

/** The number of changes of the catalogue so far, which the database itself counts. */
@Injectable()
export class CatalogVersionRepository {
  #version: WatchedValue | undefined;
  /** For the requests that are handled in the same turn of the event loop: they came together. */
  #inThisTurn: number | undefined;

  constructor(private readonly database: DatabaseService) {}

  /** Synchronous: a change that any process has committed is seen at once. Throws if it cannot be read. */
  current(): number {
    if (this.#inThisTurn !== undefined) return this.#inThisTurn;
    this.#version ??= this.database.watch('SELECT version FROM "CatalogVersion"');
    const version = this.#version.current();
    if (typeof version !== 'number') throw new Error('The catalogue has no version');
    this.#inThisTurn = version;
    setImmediate(() => (this.#inThisTurn = undefined));
    return version;
  }
}
