import { Module } from '@nestjs/common';
import { BackupModule } from '../backup/backup.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { HealthController } from './health.controller.js';
import { HealthRepository } from './health.repository.js';
import { HealthService } from './health.service.js';

@Module({
  imports: [BackupModule, PaymentsModule],
  controllers: [HealthController],
  providers: [HealthRepository, HealthService],
})
export class HealthModule {}
