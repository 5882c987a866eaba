import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { fieldsOf } from '../../common/address-format.js';
import { ShopProblem } from '../../common/problem.js';
import type { DeliveryDraft } from '../../delivery/domain/draft.js';
import { DeliveryService } from '../../delivery/delivery.service.js';
import { sampleAddress } from '../../delivery/domain/address-rules.js';
import { PICKUP } from '../../delivery/domain/options.js';
import { fingerprintOf } from '../../pricing/offer.js';
import { Texts } from '../../texts/texts.js';
import { knownShopperId, shopperIdOf } from '../../web/shopper-session.js';
import { type CheckoutItems, CheckoutItemsService } from '../checkout-items.service.js';
import { CheckoutService } from '../checkout.service.js';
import { checkForm, type CheckedForm, type FormErrors } from './delivery-form.js';
import { DeliveryInput, DeliveryQuery } from './delivery.input.js';
import { DeliveryView } from './delivery.view.js';

const SEE_OTHER = 303;
const UNPROCESSABLE = 422;

/** How the books get to the shopper: between the cart and the payment page. */
@Controller('checkout/delivery')
export class DeliveryController {
  constructor(
    private readonly items: CheckoutItemsService,
    private readonly checkout: CheckoutService,
    private readonly delivery: DeliveryService,
    private readonly view: DeliveryView,
  ) {}

  @Get()
  async show(
    @Query({ schema: DeliveryQuery }) query: DeliveryQuery,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { slug, changed } = query;
    const shopperId = knownShopperId(request);
    const items = slug
      ? await this.items.ofBook(slug)
      : shopperId && (await this.items.ofCart(shopperId));
    if (!items) {
      response.redirect(SEE_OTHER, '/cart');
      return;
    }
    const draft = this.#toFillIn(query, await this.delivery.findDraft(shopperId));
    const isChanged = changed !== undefined;
    const page = this.view.show({ slug, items, draft, errors: null, isChanged });
    response.render('checkout/delivery', page);
  }

  @Post()
  async choose(
    @Body({ schema: DeliveryInput }) input: DeliveryInput,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { slug, seen } = input;
    const shopperId = shopperIdOf(request);
    const items = slug
      ? await this.items.ofBook(slug)
      : await this.items.ofLatestCart(shopperId, seen);
    if (!items) {
      response.redirect(SEE_OTHER, '/cart?changed=1');
      return;
    }
    const { draft, errors } = withPrice(this.#check(input, items), seen, items);
    const delivery = errors ? null : this.delivery.deliveryOf(draft, items.shipment);
    if (!delivery) {
      refuseIfJson(request, errors);
      const page = this.view.show({ slug, items, draft, errors, isChanged: false });
      response.status(UNPROCESSABLE).render('checkout/delivery', page);
      return;
    }
    await this.delivery.saveDraft(shopperId, draft);
    const order = await this.checkout.place(shopperId, items, delivery);
    response.redirect(SEE_OTHER, `/checkout/${order.token}`);
  }

  #check(input: DeliveryInput, { shipment }: CheckoutItems): CheckedForm {
    const { to } = input;
    // The shop may have given up a country since the page was shown.
    if (to === undefined || !this.#isServed(to)) {
      const draft = { destination: this.delivery.defaultDestination(), method: '', address: null };
      return { draft, errors: new Map([['to', Texts.t('delivery.error.notServed')]]) };
    }
    return checkForm(input, to, this.delivery.optionsFor(to, shipment));
  }

  /** What was entered before, as far as it fits the chosen destination. */
  #toFillIn({ to, sample }: DeliveryQuery, before: DeliveryDraft | null): DeliveryDraft {
    const destination = this.#servedOrDefault(to ?? before?.destination);
    const method = before?.method ?? '';
    if (destination === PICKUP) return { destination, method, address: null };
    if (sample !== undefined && this.view.offersSample) {
      return { destination, method, address: sampleAddress(destination, fieldsOf(destination)) };
    }
    const isThere = before?.destination === destination;
    return { destination, method, address: isThere ? before.address : null };
  }

  #servedOrDefault(destination: string | undefined): string {
    const isServed = destination !== undefined && this.#isServed(destination);
    return isServed ? destination : this.delivery.defaultDestination();
  }

  #isServed(destination: string): boolean {
    return this.delivery.destinations().includes(destination);
  }
}

/** Adds that the books' price is not the one on the page. A changed cart has led to the cart before. */
function withPrice(
  form: CheckedForm,
  seen: string | undefined,
  { offer }: CheckoutItems,
): CheckedForm {
  if (seen === undefined || seen === fingerprintOf(offer)) return form;
  const { draft, errors } = form;
  return { draft, errors: new Map([...(errors ?? []), ['seen', Texts.t('delivery.repriced')]]) };
}

/** Programs get all errors as problem details. */
function refuseIfJson(request: Request, errors: FormErrors | null) {
  if (request.accepts(['html', 'json']) !== 'json') return;
  const fields = [...(errors ?? [])].map(([name, detail]) => ({ pointer: `/${name}`, detail }));
  throw new ShopProblem('invalid-input', { fields });
}
