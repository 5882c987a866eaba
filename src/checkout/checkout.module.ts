import { Module } from '@nestjs/common';
import { CartModule } from '../cart/cart.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { CardTestingModule } from './card-testing/card-testing.module.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutService } from './checkout.service.js';
import { CheckoutView } from './checkout.view.js';
import { OutgrownOrdersService } from './outgrown-orders.service.js';

@Module({
  imports: [CardTestingModule, CartModule, CatalogModule, OrdersModule],
  controllers: [CheckoutController],
  providers: [CheckoutService, CheckoutView, OutgrownOrdersService],
})
export class CheckoutModule {}
