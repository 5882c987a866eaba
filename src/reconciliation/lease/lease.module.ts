import { Module } from '@nestjs/common';
import { LeaseRepository } from './lease.repository.js';
import { LeaseService } from './lease.service.js';

@Module({ providers: [LeaseService, LeaseRepository], exports: [LeaseService] })
export class LeaseModule {}
