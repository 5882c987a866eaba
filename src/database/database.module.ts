import { Global, Module } from '@nestjs/common';
import { Database } from './database.service.js';
import { MilestoneRepository } from './milestone.repository.js';

@Global()
@Module({
  providers: [Database, MilestoneRepository],
  exports: [Database, MilestoneRepository],
})
export class DatabaseModule {}
