import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { CheckpointRepository } from './checkpoint.repository.js';
import { DatabaseService } from './database.service.js';
import { LeaseRepository } from './lease/lease.repository.js';
import { LeaseService } from './lease/lease.service.js';

const databaseProvider = {
  provide: DatabaseService,
  inject: [Config],
  useFactory: (config: Config) => DatabaseService.at(config.get('database', { infer: true })),
};

@Global()
@Module({
  providers: [databaseProvider, CheckpointRepository, LeaseRepository, LeaseService],
  exports: [DatabaseService, CheckpointRepository, LeaseService],
})
export class DatabaseModule {}
