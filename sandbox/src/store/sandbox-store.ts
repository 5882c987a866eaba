import { EventEmitter } from 'node:events';
import type { Database } from 'better-sqlite3';
import type { BalanceTransaction } from '../model/balance-transaction.js';
import type { Charge } from '../model/charge.js';
import type { Customer } from '../model/customer.js';
import type { Dispute } from '../model/dispute.js';
import type { PaymentIntent } from '../model/payment-intent.js';
import type { PaymentMethod } from '../model/payment-method.js';
import type { Refund } from '../model/refund.js';
import type { WebhookEndpoint } from '../model/webhook-endpoint.js';
import type { Log } from '../log.js';
import { CliMessages } from './cli-messages.js';
import { CliSessions } from './cli-sessions.js';
import { Collection } from './collection.js';
import { DeliveryHistory } from './delivery-history.js';
import { DeliveryQueue } from './delivery-queue.js';
import { EventLog } from './event-log.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { LaterTasks } from './later-tasks.js';
import { openDatabase } from './open-database.js';
import { HISTORY } from './schema.js';
import { RequestLog } from './request-log.js';
import { Settings } from './settings.js';
import { TroubleSwitches } from './trouble-switches.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const REQUESTS_KEPT = 10_000;

/** Everything the sandbox knows, in one file. */
export class SandboxStore {
  readonly paymentIntents: Collection<PaymentIntent>;
  readonly paymentMethods: Collection<PaymentMethod>;
  readonly charges: Collection<Charge>;
  readonly webhookEndpoints: Collection<WebhookEndpoint>;
  readonly balanceTransactions: Collection<BalanceTransaction>;
  readonly refunds: Collection<Refund>;
  readonly disputes: Collection<Dispute>;
  readonly later: LaterTasks;
  readonly customers: Collection<Customer>;
  readonly events: EventLog;
  readonly deliveries: DeliveryQueue;
  readonly cliSessions: CliSessions;
  readonly cliMessages: CliMessages;
  readonly idempotency: IdempotencyRecords;
  readonly requests: RequestLog;
  readonly settings: Settings;
  readonly trouble: TroubleSwitches;
  readonly deliveryHistory: DeliveryHistory;
  /** Emits `change` after each transaction. */
  readonly changes = new EventEmitter<{ change: [] }>().setMaxListeners(0);
  private readonly database: Database;

  constructor(file: string, log: Log) {
    const database = openDatabase(file, log);
    this.database = database;
    this.paymentIntents = new Collection(database, 'payment_intent');
    this.paymentMethods = new Collection(database, 'payment_method');
    this.charges = new Collection(database, 'charge', (charge) => charge.paymentIntentId);
    this.webhookEndpoints = new Collection(database, 'webhook_endpoint');
    this.balanceTransactions = new Collection(
      database,
      'balance_transaction',
      (transaction) => transaction.sourceId,
    );
    this.refunds = new Collection(database, 'refund', (refund) => refund.chargeId);
    this.disputes = new Collection(database, 'dispute', (dispute) => dispute.chargeId);
    this.later = new LaterTasks(database);
    this.customers = new Collection(database, 'customer');
    this.events = new EventLog(database);
    this.deliveries = new DeliveryQueue(database);
    this.cliSessions = new CliSessions(database);
    this.cliMessages = new CliMessages(database);
    this.deliveryHistory = new DeliveryHistory(database);
    this.idempotency = new IdempotencyRecords(database);
    this.requests = new RequestLog(database);
    this.settings = new Settings(database);
    this.trouble = new TroubleSwitches(this.settings);
  }

  /**
   * All of it is on disk when this returns, or none of it if it throws. Inside another transaction
   * it can fail alone.
   */
  transaction<T>(work: () => T): T {
    const isOutermost = !this.database.inTransaction;
    const result = this.database.transaction(work).immediate();
    if (isOutermost) this.changes.emit('change');
    return result;
  }

  /** Stripe keeps idempotency keys for a day; the request log only serves to look at. */
  forgetOldRequests(nowMs: number): void {
    this.idempotency.forgetBefore(nowMs - DAY_MS);
    this.requests.keepNewest(REQUESTS_KEPT);
  }

  /** Back to an empty sandbox, of the same account. Who is connected with the CLI stays connected. */
  reset(): void {
    // All rows go: nobody has to look for those that refer to each of them.
    this.database.pragma('foreign_keys = OFF');
    try {
      this.transaction(() => {
        for (const table of HISTORY) this.database.exec(`DELETE FROM ${table}`);
        this.cliSessions.forgetGoneBefore(Number.MAX_SAFE_INTEGER);
        this.trouble.allOff();
      });
    } finally {
      this.database.pragma('foreign_keys = ON');
    }
  }

  close(): void {
    this.database.close();
  }
}
