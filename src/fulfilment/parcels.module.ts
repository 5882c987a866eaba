import { Module } from '@nestjs/common';
import { ParcelsQueries } from './parcels.queries.js';

/** What orders may know of their parcels. Without the commands, which use orders. */
@Module({ providers: [ParcelsQueries], exports: [ParcelsQueries] })
export class ParcelsModule {}
