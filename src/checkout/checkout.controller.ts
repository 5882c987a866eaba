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
import { CheckoutService } from './checkout.service.js';
import { CheckoutView } from './checkout.view.js';

const SEE_OTHER = 303;

@Controller('checkout')
export class CheckoutController {
  constructor(
    private readonly checkout: CheckoutService,
    private readonly view: CheckoutView,
  ) {}

  @Post()
  async place(
    @Body({ schema: CheckoutInput }) { slug, seen, chosen }: CheckoutInput,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const shopperId = shopperIdOf(request);
    const order = slug
      ? await this.checkout.buyNow(shopperId, slug)
      : await this.checkout.buyCart(shopperId, seen, chosen);
    response.redirect(SEE_OTHER, order ? `/checkout/${order.token}` : '/cart?changed=1');
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
      const paths = { order: `/orders/${token}`, cart: '/cart?changed=1' };
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
