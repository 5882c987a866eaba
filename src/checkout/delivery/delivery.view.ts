import { Injectable } from '@nestjs/common';
import { countryName } from '../../common/country-name.js';
import { Config } from '../../config/config.module.js';
import type { DeliveryDraft } from '../../delivery/domain/draft.js';
import { DeliveryService } from '../../delivery/delivery.service.js';
import { type DeliveryOption, PICKUP } from '../../delivery/domain/options.js';
import { format } from '../../money/format.js';
import type { Address } from '../../pricing/delivery.js';
import { fingerprintOf } from '../../pricing/offer.js';
import { toGoodsView } from '../../pricing/offer.view.js';
import { isTaxedByState } from '../../tax/domain/tax-rules.js';
import { makeTaxedOffer, type Taxation } from '../../tax/domain/taxed-offer.js';
import { currentLocale } from '../../texts/locale.js';
import { Texts } from '../../texts/texts.js';
import type { CheckoutItems } from '../checkout-items.service.js';
import { type FormErrors, formFields } from './delivery-form.js';

export interface DeliveryPage {
  /** The book of "Buy now". */
  slug: string | undefined;
  items: CheckoutItems;
  /** What is filled in. */
  draft: DeliveryDraft;
  errors: FormErrors | null;
  /** A payment page has led here, because its delivery is not offered any more. */
  isChanged: boolean;
}

/** The view of views/checkout/delivery.hbs. */
@Injectable()
export class DeliveryView {
  constructor(
    private readonly config: Config,
    private readonly delivery: DeliveryService,
  ) {}

  /** Only where nothing is sent to anybody. */
  get offersSample(): boolean {
    return this.config.get('stripe', { infer: true }).mode === 'sandbox';
  }

  show(page: DeliveryPage) {
    const { slug, items, draft, errors } = page;
    const { offer, shipment, taxation } = items;
    const { destination, address } = draft;
    const options = this.delivery.optionsFor(destination, shipment);
    const chosen = chosenOf(options, draft);
    const isPickup = destination === PICKUP;
    const isBeforeTax = isTaxUnknown(draft, taxation);
    const shown = isBeforeTax ? { ...items, taxation: null } : items;
    return {
      pageTitle: Texts.t(errors ? 'delivery.titleWithErrors' : 'delivery.title'),
      slug,
      offer: toGoodsView(offer),
      seen: fingerprintOf(offer),
      destination,
      isPickup,
      destinations: this.#destinations(destination),
      sampleHref: isPickup ? null : this.#sampleHref(slug, destination),
      fields: isPickup ? [] : fieldViews(destination, address, errors),
      methods: options.map((option) => ({
        ...this.#methodView(option, draft, shown),
        isChosen: option === chosen,
      })),
      destinationError: errors?.get('to') ?? null,
      isBeforeTax,
      methodError: errors?.get('method') ?? null,
      hasErrors: errors !== null,
      notice: noticeOf(page),
      canContinue: chosen !== undefined,
      back: slug
        ? { label: Texts.t('delivery.backToBook'), href: `/books/${slug}` }
        : { label: Texts.t('delivery.changeCart'), href: '/cart' },
    };
  }

  #destinations(chosen: string) {
    const all = this.delivery.destinations();
    const countries = sortedByName(all.filter((value) => value !== PICKUP));
    const pickup = all.includes(PICKUP)
      ? [{ value: PICKUP, label: Texts.t('delivery.pickup') }]
      : [];
    return [...countries, ...pickup].map((each) => ({ ...each, isChosen: each.value === chosen }));
  }

  #methodView(
    option: DeliveryOption,
    draft: DeliveryDraft,
    { offer, shipment, taxation }: CheckoutItems,
  ) {
    const { method, name, estimate, amount } = option;
    const delivery = this.delivery.deliveryOf({ ...draft, method }, shipment);
    const inAll = delivery && makeTaxedOffer({ ...offer, delivery }, taxation);
    return {
      value: amount ? `${method}:${amount.minor}` : method,
      name,
      estimate,
      price: amount && (amount.minor === 0 ? Texts.t('offer.free') : format(amount)),
      total: inAll && format(inAll.total),
    };
  }

  #sampleHref(slug: string | undefined, to: string): string | null {
    if (!this.offersSample) return null;
    const query = new URLSearchParams({ ...(slug && { slug }), to, sample: '1' });
    return `/checkout/delivery?${query.toString()}`;
  }
}

function noticeOf({ errors, isChanged }: DeliveryPage): string | null {
  if (isChanged) return Texts.t('delivery.changed');
  return errors?.get('seen') ?? null;
}

function fieldViews(country: string, address: Address | null, errors: FormErrors | null) {
  const first = [...(errors?.keys() ?? [])][0];
  return formFields(country).map(({ field, ...rest }) => ({
    ...rest,
    field,
    value: address?.[field] ?? '',
    error: errors?.get(field) ?? null,
    isFirstError: field === first,
  }));
}

function sortedByName(countries: readonly string[]) {
  const { compare } = new Intl.Collator(currentLocale().tag);
  return countries
    .map((value) => ({ value, label: countryName(value) }))
    .toSorted((one, other) => compare(one.label, other.label));
}

/** Where the state decides on a tax that is added: until one was entered, a total with tax would be a guess. */
function isTaxUnknown({ destination, address }: DeliveryDraft, taxation: Taxation | null): boolean {
  if (!taxation || taxation.rules.pricesIncludeTax || address?.state) return false;
  return isTaxedByState(taxation.rules, destination);
}

/** The method that is marked: the one chosen before, if it is possible. */
function chosenOf(options: readonly DeliveryOption[], draft: DeliveryDraft) {
  const possible = options.filter((option) => option.amount !== null);
  return possible.find((option) => option.method === draft.method) ?? possible[0];
}
