import { Injectable } from '@nestjs/common';
import type { Money } from '../money/money.js';
import type { Delivery } from '../pricing/delivery.js';
import { Shop } from '../shop/shop.js';
import { DeliveryDraftRepository } from './delivery-draft.repository.js';
import type { DeliveryDraft } from './domain/draft.js';
import { type DeliveryHint, hintFor } from './domain/hint.js';
import {
  type DeliveryChoice,
  deliveryOf,
  type DeliveryOption,
  methodsTo,
  optionsFor,
  PICKUP,
} from './domain/options.js';
import { type Shipment, type Weighed, weightOf } from './domain/rates.js';
import { RatesService } from './rates.service.js';

/** Where the shop delivers, how, and for how much. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly file: RatesService,
    private readonly drafts: DeliveryDraftRepository,
    private readonly shop: Shop,
  ) {}

  /** Countries, and `pickup` where books can be collected. */
  destinations(): string[] {
    const { zones, pickup } = this.file.rates;
    const countries = zones.flatMap((zone) => zone.countries);
    return pickup.length > 0 ? [...countries, PICKUP] : countries;
  }

  /** The shop's own country if it is served, else the first one. */
  defaultDestination(): string {
    const all = this.destinations();
    const { country } = this.shop.address;
    return all.includes(country) ? country : (all[0] ?? PICKUP);
  }

  shipmentOf(books: readonly Weighed[], total: Money): Shipment {
    return { grams: weightOf(books, this.file.rates), total };
  }

  optionsFor(destination: string, shipment: Shipment): DeliveryOption[] {
    return optionsFor(destination, shipment, this.file.rates);
  }

  /** At today's price. Null if the shop does not offer it, or not for such a shipment. */
  deliveryOf(draft: DeliveryDraft, shipment: Shipment): Delivery | null {
    return deliveryOf(this.#choiceOf(draft), shipment, this.file.rates);
  }

  /** Whether the method still exists for that country, for a shipment of whatever weight. */
  isOffered({ kind, country, method }: Delivery): boolean {
    const destination = kind === 'pickup' ? PICKUP : country;
    return methodsTo(destination, this.file.rates).some(({ code }) => code === method);
  }

  /** Of post within the shop's own country. */
  hint(): DeliveryHint | null {
    return hintFor(this.shop.address.country, this.file.rates);
  }

  async findDraft(shopperId: string | null): Promise<DeliveryDraft | null> {
    return shopperId === null ? null : this.drafts.find(shopperId);
  }

  saveDraft(shopperId: string, draft: DeliveryDraft): Promise<void> {
    return this.drafts.save(shopperId, draft);
  }

  #choiceOf({ destination, method, address }: DeliveryDraft): DeliveryChoice {
    return destination === PICKUP
      ? { kind: 'pickup', method, country: this.shop.address.country, address: null }
      : { kind: 'post', method, country: destination, address };
  }
}
