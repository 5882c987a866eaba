import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../../database/database.service.js';
import { ADDRESSES_AT_ONCE, deleteOldAddresses } from '../order-writer.repository.js';

@Injectable()
export class OldAddressesRepository {
  constructor(private readonly database: DatabaseService) {}

  /** As `deleteOldAddresses`, all of them: other writes come between. */
  async deleteBefore(time: Date): Promise<number> {
    let deleted = 0;
    for (;;) {
      const count = await this.database.writeSql((sql) => deleteOldAddresses(sql, time));
      deleted += count;
      if (count < ADDRESSES_AT_ONCE) return deleted;
    }
  }
}
