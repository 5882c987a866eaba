import { Global, Module } from '@nestjs/common';
import { GracefulShutdown } from './server/graceful-shutdown.js';
import { CardTestingGuard } from './limits/card-testing.guard.js';
import { ProblemFilter } from './errors/problem.filter.js';

/** Services that the request pipeline and the features share. */
@Global()
@Module({
  providers: [GracefulShutdown, CardTestingGuard, ProblemFilter],
  exports: [GracefulShutdown, CardTestingGuard, ProblemFilter],
})
export class WebModule {}
