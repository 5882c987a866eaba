import { Module } from '@nestjs/common';
import { CartModule } from '../cart/cart.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { CardTestingModule } from './card-testing/card-testing.module.js';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { CheckoutItemsService } from './checkout-items.service.js';
import { TaxModule } from '../tax/tax.module.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutService } from './checkout.service.js';
import { CheckoutView } from './checkout.view.js';
import { DeliveryController } from './delivery/delivery.controller.js';
import { DeliveryView } from './delivery/delivery.view.js';
import { OutgrownOrdersService } from './outgrown-orders.service.js';

@Module({
  imports: [CardTestingModule, CartModule, CatalogModule, DeliveryModule, OrdersModule, TaxModule],
  // In this order: a token could be any text but “delivery”.
  controllers: [DeliveryController, CheckoutController],
  providers: [
    CheckoutItemsService,
    CheckoutService,
    CheckoutView,
    DeliveryView,
    OutgrownOrdersService,
  ],
})
export class CheckoutModule {}
