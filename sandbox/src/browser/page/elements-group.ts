import type {
  AddressMode,
  Appearance,
  StripeAddressElement,
  StripeAddressElementOptions,
  StripeElements,
  StripeElementsOptionsClientSecret,
  StripeElementsOptionsMode,
  StripeElementsUpdateOptions,
  StripeError,
  StripeLinkAuthenticationElement,
  StripeLinkAuthenticationElementOptions,
  StripePaymentElement,
  StripePaymentElementOptions,
} from '@stripe/stripe-js';
import { type ColorScheme, ignoredIn, toLook } from '../appearance.js';
import { ELEMENT_TYPES } from '../wire/element-type.js';
import { AddressElement } from './address-element.js';
import { collect } from './collect.js';
import { type CreatedElement, CreatedElements } from './created-elements.js';
import { checkElementsOptions, checkElementsUpdate, type Deferred } from './elements-options.js';
import { Emitter } from './emitter.js';
import type { ElementOwner } from './frame-element.js';
import { IntegrationError } from './integration-error.js';
import { LinkAuthenticationElement } from './link-authentication-element.js';
import { PaymentElement } from './payment-element.js';

export type ElementsOptions = StripeElementsOptionsClientSecret | StripeElementsOptionsMode;

type PublishedElement =
  StripePaymentElement | StripeAddressElement | StripeLinkAuthenticationElement;

type Submission =
  | { error: StripeError; selectedPaymentMethod?: undefined }
  | { selectedPaymentMethod: string; error?: undefined };

class UpdateEnd extends Emitter<{ 'update-end': undefined }> {
  announce(): void {
    this.emit('update-end', undefined);
  }
}

export class ElementsGroup implements StripeElements, ElementOwner {
  readonly clientSecret: string | null;
  readonly loader: 'auto' | 'always' | 'never';
  readonly created = new CreatedElements();
  appearance: Appearance | undefined;
  /** What the page means to have paid, while it has no PaymentIntent. */
  deferred: Deferred | null;
  isSubmitted = false;
  isConfirming = false;
  readonly #updateEnd = new UpdateEnd();

  constructor(
    readonly origin: string,
    readonly key: string,
    options: ElementsOptions | undefined,
  ) {
    const { clientSecret, deferred } = checkElementsOptions(options);
    this.clientSecret = clientSecret;
    this.deferred = deferred;
    this.#dress(options?.appearance);
    this.loader = options?.loader ?? 'auto';
  }

  get scheme(): ColorScheme {
    return toLook(this.appearance).scheme;
  }

  create(type: 'payment', options?: StripePaymentElementOptions): StripePaymentElement;
  create(type: 'address', options: StripeAddressElementOptions): StripeAddressElement;
  create(
    type: 'linkAuthentication',
    options?: StripeLinkAuthenticationElementOptions,
  ): StripeLinkAuthenticationElement;
  create(type: string, options?: unknown): never;
  create(type: string, options?: unknown): PublishedElement {
    return this.created.add(this.#newElement(type, options));
  }

  getElement(type: 'payment'): StripePaymentElement | null;
  getElement(type: 'address', options?: { mode: AddressMode }): StripeAddressElement | null;
  getElement(type: 'linkAuthentication'): StripeLinkAuthenticationElement | null;
  getElement(type: string): null;
  getElement(type: string, options?: { mode: AddressMode }): PublishedElement | null {
    const known = ELEMENT_TYPES.find((each) => each === type);
    return known === undefined ? null : this.created.find(known, options?.mode);
  }

  on(type: 'update-end', handler: () => void): void {
    this.#updateEnd.on(type, handler);
  }

  async update(options: StripeElementsUpdateOptions): Promise<void> {
    this.deferred = checkElementsUpdate(this.deferred, options);
    if (options.appearance !== undefined) this.#dress(options.appearance);
    await Promise.all(this.created.all.map((element) => element.applyAppearance()));
    this.#updateEnd.announce();
  }

  async fetchUpdates(): Promise<{ error?: { message: string; status?: string } }> {
    const caller = 'elements.fetchUpdates()';
    if (this.clientSecret === null) {
      throw new IntegrationError(
        `${caller} reads the PaymentIntent again, and these elements were made without one. Use elements.update().`,
      );
    }
    const { error } = await this.mountedPayment(caller).call({ call: 'refresh' });
    if (error === undefined) return {};
    const { message = 'The PaymentIntent could not be read.', payment_intent: intent } = error;
    return { error: { message, ...(intent && { status: intent.status }) } };
  }

  async submit(): Promise<Submission> {
    this.mountedPayment('elements.submit()');
    const { error } = await collect(this.created.mounted);
    if (error !== undefined) return { error };
    this.isSubmitted = true;
    return { selectedPaymentMethod: 'card' };
  }

  mountedPayment(caller: string): PaymentElement {
    const { listening } = this;
    if (listening !== null) return listening;
    throw new IntegrationError(
      `Invalid value for ${caller}: elements should have a mounted Payment Element.`,
    );
  }

  /** The element a question may be asked through, if there is one. */
  get listening(): PaymentElement | null {
    const { payment } = this.created;
    return payment?.isMounted ? payment : null;
  }

  forget(element: object): void {
    this.created.forget(element);
  }

  #dress(appearance: Appearance | undefined): void {
    this.appearance = appearance;
    const ignored = ignoredIn(appearance);
    if (ignored.length === 0) return;
    console.warn(
      `The Stripe sandbox draws nothing for this of the appearance: ${ignored.join(', ')}.`,
    );
  }

  #newElement(type: string, options: unknown): CreatedElement {
    switch (type) {
      case 'payment':
        return new PaymentElement(this, options);
      case 'address':
        return new AddressElement(this, options);
      case 'linkAuthentication':
        return new LinkAuthenticationElement(this, options);
      default:
        throw new IntegrationError(
          `The sandbox does not imitate the '${type}' Element; it has '${ELEMENT_TYPES.join("', '")}'. Try this page with Stripe's own test keys instead.`,
        );
    }
  }
}
