import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Shortage, shortageMessage } from '../catalog/domain/shortage.js';
import { DatabaseService, type WriteTransaction } from '../database/database.service.js';
import type { Sql } from '../database/sql.js';
import { enqueueMail } from '../mail/enqueue-mail.repository.js';
import type { Order } from '../orders/domain/order.js';
import { ParcelOrdersRepository } from '../orders/parcel-orders.repository.js';
import type { Decision, ParcelChange, Situation } from './domain/decision.js';
import { describeCopies, type Parcel } from './domain/parcel.js';
import { mailOf } from './domain/parcel-mail.js';
import type { RestockDecision } from './domain/restock.js';
import { PARCEL_QUERY, toParcel } from './parcel.mapper.js';
import { updateParcel } from './parcel-writer.repository.js';
import { findSentCopies } from './sent-copies.repository.js';

/** One transaction: for calls of Prisma, and for statements. */
interface Transaction {
  tx: WriteTransaction;
  sql: Sql;
}

type Outcome<Decided> = Decided | { refused: string };

/** Reads the order and its parcels, decides, and writes what was decided, in one transaction. */
@Injectable()
export class ParcelsRepository {
  constructor(
    private readonly database: DatabaseService,
    private readonly orders: ParcelOrdersRepository,
  ) {}

  /** Resolves to the decision. */
  change(orderId: string, decide: (situation: Situation) => Decision): Promise<Decision> {
    return this.#decide(orderId, decide, async (on, situation, { changes }) => {
      for (const change of changes) {
        const shortage = await this.#apply(on, situation, change);
        if (shortage) return { refused: `${shortageMessage(shortage)} ${NO_COPIES}` };
      }
      return null;
    });
  }

  /** Resolves to the decision. */
  restock(
    orderId: string,
    decide: (situation: Situation) => RestockDecision,
  ): Promise<RestockDecision> {
    return this.#decide(orderId, decide, async ({ sql }, { order }, { column, lines }) => {
      if (lines.length === 0) return null;
      for (const { line, quantity } of lines)
        await this.orders.putBack(sql, line, { column, quantity });
      const copies = lines.map(({ line: { id }, quantity }) => ({ orderLineId: id, quantity }));
      const detail = describeCopies(order.lines, copies);
      await this.orders.note(sql, order, 'copies_restocked', detail);
      return null;
    });
  }

  #decide<Decided extends object>(
    orderId: string,
    decide: (situation: Situation) => Outcome<Decided>,
    write: (
      on: Transaction,
      situation: Situation,
      decided: Decided,
    ) => Promise<{ refused: string } | null>,
  ): Promise<Outcome<Decided>> {
    return this.database.write(async (tx, sql) => {
      const rows = await tx.parcel.findMany({ where: { orderId }, ...PARCEL_QUERY });
      const situation = { ...(await this.orders.find(tx, orderId)), parcels: rows.map(toParcel) };
      const decided = decide(situation);
      if ('refused' in decided) return decided;
      return (await write({ tx, sql }, situation, decided)) ?? decided;
    }, orderId);
  }

  /** Changes nothing if copies are short. */
  async #apply(
    { tx, sql }: Transaction,
    situation: Situation,
    change: ParcelChange,
  ): Promise<Shortage | null> {
    const { order } = situation;
    if (change.event === 'parcel_packed') {
      const shortage = await this.orders.takeAgain(sql, change.lines);
      if (shortage) return shortage;
      await createParcel(tx, order.id, change);
    } else await updateParcel(tx, order.id, change);
    const parcel = await findParcel(tx, order.id, change.number);
    await this.orders.note(sql, order, change.event, detailOf(situation, parcel));
    await enqueueParcelMail(sql, order, parcel);
    if (change.event === 'parcel_undone' && order.state === 'refunded' && order.delivery)
      await this.orders.cancelUnsent(sql, order, await findSentCopies(tx, order.id));
    return null;
  }
}

/** Once for what the shopper is told. */
async function enqueueParcelMail(
  sql: Sql,
  { id: orderId, email: recipient }: Order,
  parcel: Parcel,
): Promise<void> {
  const mail = mailOf(parcel);
  if (mail) await enqueueMail(sql, { ...mail, orderId, recipient });
}

async function createParcel(
  tx: WriteTransaction,
  orderId: string,
  { number, kind, lines }: Extract<ParcelChange, { event: 'parcel_packed' }>,
): Promise<void> {
  const copies = lines.map(({ line, quantity }) => ({ orderLineId: line.id, quantity }));
  const data = { id: randomUUID(), orderId, number, kind, state: 'packed' };
  await tx.parcel.create({ data: { ...data, lines: { create: copies } } });
}

async function findParcel(tx: WriteTransaction, orderId: string, number: number): Promise<Parcel> {
  const where = { orderId_number: { orderId, number } };
  return toParcel(await tx.parcel.findUniqueOrThrow({ where, include: PARCEL_QUERY.include }));
}

function detailOf({ order }: Situation, { number, lines, ...parcel }: Parcel): string {
  const { carrier, trackingNumber, state } = parcel;
  const how = state === 'sent' ? [carrier, trackingNumber].filter(Boolean).join(' ') : '';
  return `Parcel ${number}: ${describeCopies(order.lines, lines)}${how && `; ${how}`}`;
}

const NO_COPIES =
  'They were put back on the shelf for a refund that has failed since. Put copies there first (npm run orders -- stock).';
