import { Controller, Get } from '@nestjs/common';
import { HealthService } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** The process answers, says that it is Folio (many programs answer `ok`), and looks at nothing else. */
  @Get('live')
  live() {
    return { status: 'ok', program: 'folio' };
  }

  /** It can do its work: 503 and the reasons while it cannot. */
  @Get('ready')
  async ready() {
    return { status: 'ok', checks: await this.health.check() };
  }
}
