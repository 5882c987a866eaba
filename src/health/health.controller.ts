import { Controller, Get } from '@nestjs/common';
import { BackupService } from '../backup/backup.service.js';
import { HealthService } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly backups: BackupService,
  ) {}

  /** The process answers, says that it is Folio (many programs answer `ok`), and looks at nothing else. */
  @Get('live')
  live() {
    return { status: 'ok', program: 'folio' };
  }

  /**
   * It can do its work: 503 and the reasons while it cannot. A backup that is old is told of, for
   * whoever watches, and closes no shop.
   */
  @Get('ready')
  async ready() {
    const checks = await this.health.check();
    return { status: 'ok', checks, backup: { age_seconds: await this.backups.ageSeconds() } };
  }
}
