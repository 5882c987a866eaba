import { Controller, Get } from '@nestjs/common';
import { BackupService } from '../backup/backup.service.js';
import { HealthService } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly backups: BackupService,
  ) {}

  /** The process responds. `program` distinguishes Folio from other servers on the port. */
  @Get('live')
  live() {
    return { status: 'ok', program: 'folio' };
  }

  /** The shop can serve requests; else 503 with the reasons. The age of the backup is for monitoring only. */
  @Get('ready')
  async ready() {
    const checks = await this.health.check();
    return { status: 'ok', checks, backup: { age_seconds: await this.backups.ageSeconds() } };
  }
}
