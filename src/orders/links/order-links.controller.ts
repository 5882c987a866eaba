import { Body, Controller, Get, Post, Redirect } from '@nestjs/common';
import { OrderLinksInput } from './order-links.input.js';
import { OrderLinksService } from './order-links.service.js';

const SEE_OTHER = 303;

/** Its routes come before those of an order, whose token `links` would be. */
@Controller('orders')
export class OrderLinksController {
  constructor(private readonly links: OrderLinksService) {}

  @Post('links')
  @Redirect('/orders?links=sent', SEE_OTHER)
  async request(@Body({ schema: OrderLinksInput }) { email }: OrderLinksInput) {
    await this.links.request(email);
  }

  /** The post’s address, typed in or reloaded. */
  @Get('links')
  @Redirect('/orders', SEE_OTHER)
  showForm() {
    return undefined;
  }
}
