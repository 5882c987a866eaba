import { Controller, Get } from '@nestjs/common';
import { HealthRepository } from './health.repository.js';

@Controller('health')
export class HealthController {
  constructor(private readonly database: HealthRepository) {}

  /** The process answers. */
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** It can do its work: 503 while the database cannot be read. */
  @Get('ready')
  async ready() {
    await this.database.probe();
    return { status: 'ok' };
  }
}
