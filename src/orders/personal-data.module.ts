import { Module } from '@nestjs/common';
import { OldAddressesRepository } from './addresses/old-addresses.repository.js';
import { OldAddressesScheduler } from './addresses/old-addresses.scheduler.js';
import { OrdersModule } from './orders.module.js';
import { WithdrawalRetention } from './withdrawal/withdrawal-retention.js';

/** Background work: deletes what was kept of people for long enough. See docs/personal-data.md. */
@Module({
  imports: [OrdersModule],
  providers: [OldAddressesRepository, OldAddressesScheduler, WithdrawalRetention],
})
export class PersonalDataModule {}
