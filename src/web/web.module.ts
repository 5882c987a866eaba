import { Global, Module } from '@nestjs/common';
import { GracefulShutdown } from './server/graceful-shutdown.js';
import { ProblemFilter } from './errors/problem.filter.js';

/** Services that the request pipeline and the features share. */
@Global()
@Module({
  providers: [GracefulShutdown, ProblemFilter],
  exports: [GracefulShutdown, ProblemFilter],
})
export class WebModule {}
