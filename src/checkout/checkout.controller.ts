import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Redirect,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { shopperIdOf } from '../web/shopper-session.js';
import { CheckoutInput, ContactInput } from './checkout.input.js';
import { CheckoutItemsService } from './checkout-items.service.js';
import { CheckoutService } from './checkout.service.js';
import { CheckoutView } from './checkout.view.js';
import { deliveryPagePath, otherDeliveryPath } from './with-retry-form.js';

const SEE_OTHER = 303;
const CHANGED_CART = '/cart?changed=1';

@Controller('checkout')
export class CheckoutController {
  constructor(
    private readonly items: CheckoutItemsService,
    private readonly checkout: CheckoutService,
    private readonly view: CheckoutView,
  ) {}

  /** Nothing is ordered yet: first the shopper says how the books get there. */
  @Post()
  async begin(
    @Body({ schema: CheckoutInput }) { slug, seen, chosen }: CheckoutInput,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const items = slug
      ? await this.items.ofBook(slug)
      : await this.items.acceptCart(shopperIdOf(request), seen, chosen);
    response.redirect(SEE_OTHER, items ? deliveryPagePath(items.origin) : CHANGED_CART);
  }

  /** A post’s address, typed in or reloaded. */
  @Get()
  @Redirect('/cart', SEE_OTHER)
  showCart() {
    return undefined;
  }

  /** Likewise. */
  @Get(':token/contact')
  @Redirect('', SEE_OTHER)
  showPaymentPage(@Param('token') token: string) {
    return { url: `/checkout/${encodeURIComponent(token)}` };
  }

  @Get(':token')
  async show(@Param('token') token: string, @Res() response: Response) {
    const page = await this.checkout.paymentPage(token);
    if ('redirectTo' in page) {
      const delivery = otherDeliveryPath(page.order);
      const paths = { order: `/orders/${token}`, cart: CHANGED_CART, delivery };
      response.redirect(SEE_OTHER, paths[page.redirectTo]);
    } else {
      response.render('checkout/show', this.view.show(page));
    }
  }

  @Post(':token/contact')
  @HttpCode(200)
  async contact(
    @Param('token') token: string,
    @Body({ schema: ContactInput }) { email }: ContactInput,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    await this.checkout.setContact(token, email);
    if (request.accepts(['html', 'json']) === 'json') response.json({ email });
    else response.redirect(SEE_OTHER, `/checkout/${token}`);
  }

  /** The return URL of the payment. Stripe's query parameters prove nothing. */
  @Get(':token/return')
  async return(
    @Param('token') token: string,
    @Query('payment_intent') paymentIntentId: unknown,
    @Res() response: Response,
  ) {
    await this.checkout.handleReturn(token, paymentIntentId);
    response.redirect(SEE_OTHER, `/orders/${token}`);
  }
}
