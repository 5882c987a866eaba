import { Global, Module } from '@nestjs/common';
import { DatabaseService } from './database.service.js';
import { CheckpointRepository } from './checkpoint.repository.js';

@Global()
@Module({
  providers: [DatabaseService, CheckpointRepository],
  exports: [DatabaseService, CheckpointRepository],
})
export class DatabaseModule {}
