import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { CheckpointRepository } from './checkpoint.repository.js';
import { DatabaseService } from './database.service.js';

const databaseProvider = {
  provide: DatabaseService,
  inject: [Config],
  useFactory: (config: Config) => DatabaseService.at(config.get('database', { infer: true })),
};

@Global()
@Module({
  providers: [databaseProvider, CheckpointRepository],
  exports: [DatabaseService, CheckpointRepository],
})
export class DatabaseModule {}
