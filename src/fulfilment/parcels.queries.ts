import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { Parcel } from './domain/parcel.js';
import { PARCEL_QUERY, toParcel } from './parcel.mapper.js';

/** The queries of parcels that other features may use. */
@Injectable()
export class ParcelsQueries {
  constructor(private readonly database: DatabaseService) {}

  /** Of one order, by their number. */
  async ofOrder(orderId: string): Promise<Parcel[]> {
    const rows = await this.database.reader.parcel.findMany({
      where: { orderId },
      ...PARCEL_QUERY,
    });
    return rows.map(toParcel);
  }
}
