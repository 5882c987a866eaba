import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { Parcel } from './domain/parcel.js';
import { PARCEL_QUERY, toParcel } from './parcel.mapper.js';

// Copies in parcels, whether they have left or not.
const PACKED = `SELECT p."orderId", CAST(SUM(l."quantity") AS INTEGER) AS "copies",
    MAX(CASE WHEN p."state" = 'packed' THEN 1 ELSE 0 END) AS "isWaiting"
  FROM "Parcel" p JOIN "ParcelLine" l ON l."parcelId" = p."id"
  WHERE p."state" <> 'canceled' GROUP BY p."orderId"`;

const ANY_OF_ORDER = 'SELECT 1 AS "one" FROM "Parcel" WHERE "orderId" = ? LIMIT 1';

interface PackedRow {
  orderId: string;
  copies: number;
  isWaiting: number;
}

/** The queries of parcels that other features may use. */
@Injectable()
export class ParcelsQueries {
  constructor(private readonly database: DatabaseService) {}

  /** Of one order, by their number. */
  async ofOrder(orderId: string): Promise<Parcel[]> {
    // Most orders have none yet.
    const [one] = await this.database.sql.all(ANY_OF_ORDER, orderId);
    if (!one) return [];
    const rows = await this.database.reader.parcel.findMany({
      where: { orderId },
      ...PARCEL_QUERY,
    });
    return rows.map(toParcel);
  }

  /** By their order's id, which has none without a parcel. */
  async ofOrders(orderIds: readonly string[]): Promise<Map<string, Parcel[]>> {
    const rows = await this.database.reader.parcel.findMany({
      where: { orderId: { in: [...orderIds] } },
      ...PARCEL_QUERY,
    });
    const found = new Map<string, Parcel[]>();
    for (const row of rows) {
      found.set(row.orderId, [...(found.get(row.orderId) ?? []), toParcel(row)]);
    }
    return found;
  }

  /** By the order's id. `isWaiting`: a parcel of it is packed and has not left. */
  async packedCopies(): Promise<Map<string, { copies: number; isWaiting: boolean }>> {
    const rows = await this.database.sql.all<PackedRow>(PACKED);
    return new Map(
      rows.map(({ orderId, copies, isWaiting }) => [
        orderId,
        { copies, isWaiting: isWaiting === 1 },
      ]),
    );
  }
}
