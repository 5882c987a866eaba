import { Module } from '@nestjs/common';
import { FulfilmentModule } from '../fulfilment/fulfilment.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { CollectedCommand } from './commands/collected.command.js';
import { PackCommand } from './commands/pack.command.js';
import { RestockCommand } from './commands/restock.command.js';
import { SendCommand } from './commands/send.command.js';
import { SlipCommand } from './commands/slip.command.js';
import { ToPackCommand } from './commands/to-pack.command.js';
import { UndoCommand } from './commands/undo.command.js';

/** The commands about what is packed and sent: see parcel-program.ts. */
@Module({
  imports: [FulfilmentModule, OrdersModule],
  providers: [
    CollectedCommand,
    PackCommand,
    RestockCommand,
    SendCommand,
    SlipCommand,
    ToPackCommand,
    UndoCommand,
  ],
})
export class ParcelCommandsModule {}
