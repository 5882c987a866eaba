import { Global, Module } from '@nestjs/common';
import { CardTestingGuard } from './card-testing.guard.js';

/** Global: app.setup.ts asks the guard, and webhooks report declines to it. */
@Global()
@Module({ providers: [CardTestingGuard], exports: [CardTestingGuard] })
export class CardTestingModule {}
