import {
  Body,
  Controller,
  Get,
  Header,
  Param,
  Post,
  Query,
  Redirect,
  Render,
  Req,
} from '@nestjs/common';
import type { Request } from 'express';
import { ShopProblem } from '../common/problem.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { knownShopperId, shopperIdOf } from '../web/shopper-session.js';
import { type CartNotice, noticeOf } from './cart-notice.js';
import { AddInput, ChosenInput, QuantityInput, UpdateInput } from './cart.input.js';
import { CartService } from './cart.service.js';
import { toCartView } from './cart.view.js';
import { EMPTY_CART } from './domain/cart.js';

const SEE_OTHER = 303;

@Controller('cart')
export class CartController {
  constructor(
    private readonly carts: CartService,
    private readonly delivery: DeliveryService,
  ) {}

  @Get()
  @Render('cart/show')
  async show(@Req() request: Request, @Query() query: Record<string, unknown>) {
    const id = knownShopperId(request);
    const cart = id ? await this.carts.read(id) : null;
    const title = await this.carts.titleOf(query[cart ? 'removed' : 'added']);
    return toCartView(cart ?? EMPTY_CART, noticeOf(cart, query, title), this.delivery.hint());
  }

  /** For the header: pages are the same for everybody and do not contain the count. */
  @Get('count')
  @Header('Cache-Control', 'no-store')
  async count(@Req() request: Request) {
    const id = knownShopperId(request);
    return { copies: id ? await this.carts.count(id) : 0 };
  }

  /** A post’s address, typed in or reloaded. */
  @Get(['items', 'items/:slug'])
  @Redirect('/cart', SEE_OTHER)
  showInstead() {
    return undefined;
  }

  /** Keeps all that is chosen on the page. */
  @Post()
  @Redirect('/cart', SEE_OTHER)
  async update(
    @Body({ schema: UpdateInput }) { updated }: UpdateInput,
    @Body({ schema: ChosenInput }) chosen: ChosenInput,
    @Req() request: Request,
  ) {
    const id = shopperIdOf(request);
    await this.carts.keepChosen(id, await this.carts.readLatest(id), chosen);
    return cartSaying('updated', updated);
  }

  @Post('items')
  @Redirect('/cart', SEE_OTHER)
  async add(@Body({ schema: AddInput }) { slug, quantity }: AddInput, @Req() request: Request) {
    try {
      await this.carts.add(shopperIdOf(request), slug, quantity);
    } catch (error) {
      const isFull = error instanceof ShopProblem && error.code === 'too-many-copies';
      if (!isFull || request.accepts(['html', 'json']) === 'json') throw error;
      return cartSaying('full', slug);
    }
    return cartSaying('added', slug);
  }

  @Post('items/:slug')
  @Redirect('/cart', SEE_OTHER)
  async setQuantity(
    @Param('slug') slug: string,
    @Body({ schema: QuantityInput }) { quantity }: QuantityInput,
    @Query('copies') shown: string | undefined,
    @Req() request: Request,
  ) {
    const before = await this.carts.setQuantity(shopperIdOf(request), slug, quantity);
    if (quantity > 0) return cartSaying('updated', slug);
    // Pressed twice, the second post finds nothing to remove, and is the one whose answer is seen.
    const copies = before > 0 ? String(before) : (shown ?? '');
    return cartSaying('removed', slug, { copies });
  }
}

function cartSaying(
  kind: Exclude<CartNotice['kind'], 'changed' | 'no-cookie'>,
  slug: string,
  more: Record<string, string> = {},
) {
  return { url: `/cart?${new URLSearchParams({ [kind]: slug, ...more }).toString()}` };
}
