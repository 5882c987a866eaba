import { Global, Module } from '@nestjs/common';
import { GracefulShutdown } from './server/graceful-shutdown.js';
import { CardTestingGuard } from './limits/card-testing.guard.js';
import { ProblemFilter } from './errors/problem.filter.js';

/** What the front door and the features behind it share. */
@Global()
@Module({
  providers: [GracefulShutdown, CardTestingGuard, ProblemFilter],
  exports: [GracefulShutdown, CardTestingGuard, ProblemFilter],
})
export class WebModule {}
