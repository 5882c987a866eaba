import { Injectable } from '@nestjs/common';
import { DailyDeletion, monthsBefore } from '../../common/daily-deletion.js';
import { Config } from '../../config/config.module.js';
import { OldAddressesRepository } from './old-addresses.repository.js';

@Injectable()
export class OldAddressesScheduler extends DailyDeletion {
  protected readonly what = 'addresses of old orders';
  readonly #months: number;

  constructor(
    config: Config,
    private readonly addresses: OldAddressesRepository,
  ) {
    super();
    this.#months = config.get('addressMonths', { infer: true });
  }

  deleteOld(now: Date): Promise<number> {
    return this.addresses.deleteBefore(monthsBefore(now, this.#months));
  }
}
