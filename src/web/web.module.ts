import { Global, Module } from '@nestjs/common';
import { Closing } from './closing.js';
import { DeclineCoolDown } from './limits/decline-cool-down.js';
import { ProblemFilter } from './problem.filter.js';

/** What the front door and the features behind it share. */
@Global()
@Module({
  providers: [Closing, DeclineCoolDown, ProblemFilter],
  exports: [Closing, DeclineCoolDown, ProblemFilter],
})
export class WebModule {}
