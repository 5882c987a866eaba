import type { AddressMode } from '@stripe/stripe-js';
import type { ElementType } from '../wire/element-type.js';
import { AddressElement } from './address-element.js';
import { IntegrationError } from './integration-error.js';
import type { LinkAuthenticationElement } from './link-authentication-element.js';
import { PaymentElement } from './payment-element.js';

export type CreatedElement = PaymentElement | AddressElement | LinkAuthenticationElement;

const slotOf = (element: CreatedElement): string =>
  element instanceof AddressElement ? `address with mode ${element.mode}` : element.type;

/** One of each type, and of addresses one of each mode. */
export class CreatedElements {
  #all: CreatedElement[] = [];

  add<E extends CreatedElement>(element: E): E {
    const slot = slotOf(element);
    if (this.#all.some((other) => slotOf(other) === slot)) {
      throw new IntegrationError(`Can only create one Element of type ${slot}.`);
    }
    this.#all.push(element);
    return element;
  }

  forget(element: object): void {
    this.#all = this.#all.filter((other) => other !== element);
  }

  find(type: ElementType, mode?: AddressMode): CreatedElement | null {
    const hasMode = (element: CreatedElement) =>
      mode === undefined || (element instanceof AddressElement && element.mode === mode);
    return this.#all.find((element) => element.type === type && hasMode(element)) ?? null;
  }

  get all(): readonly CreatedElement[] {
    return this.#all;
  }

  get payment(): PaymentElement | null {
    return this.#all.find((element) => element instanceof PaymentElement) ?? null;
  }

  /** In the order in which the shopper meets them. */
  get mounted(): CreatedElement[] {
    return this.#all.filter(({ isMounted }) => isMounted).sort(byPlace);
  }
}

function byPlace({ place: one }: CreatedElement, { place: other }: CreatedElement): number {
  if (one === null || other === null) return 0;
  const follows = one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  return follows === 0 ? 1 : -1;
}
