import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { FulfilmentModule } from '../fulfilment/fulfilment.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { CollectedCommand } from './commands/collected.command.js';
import { PackCommand } from './commands/pack.command.js';
import { RestockCommand } from './commands/restock.command.js';
import { SendCommand } from './commands/send.command.js';
import { SlipCommand } from './commands/slip.command.js';
import { StockCommand } from './commands/stock.command.js';
import { ToPackCommand } from './commands/to-pack.command.js';
import { UndoCommand } from './commands/undo.command.js';

/** The commands about what is in stock, packed and sent: see parcel-program.ts. */
@Module({
  imports: [CatalogModule, FulfilmentModule, OrdersModule],
  providers: [
    CollectedCommand,
    PackCommand,
    RestockCommand,
    SendCommand,
    SlipCommand,
    StockCommand,
    ToPackCommand,
    UndoCommand,
  ],
})
export class ParcelCommandsModule {}
