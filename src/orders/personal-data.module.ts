import { Module } from '@nestjs/common';
import { OldAddressesRepository } from './addresses/old-addresses.repository.js';
import { OldAddressesScheduler } from './addresses/old-addresses.scheduler.js';
import { OrderPagesModule } from './pages/order-pages.module.js';
import { OldWithdrawalsScheduler } from './withdrawal/old-withdrawals.scheduler.js';

/** Background work: deletes what was kept of people for long enough. See docs/personal-data.md. */
@Module({
  imports: [OrderPagesModule],
  providers: [OldAddressesRepository, OldAddressesScheduler, OldWithdrawalsScheduler],
})
export class PersonalDataModule {}
