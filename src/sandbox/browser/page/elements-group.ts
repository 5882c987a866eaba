import type {
  Appearance,
  StripeElements,
  StripeElementsOptionsClientSecret,
  StripeElementsOptionsMode,
  StripeElementsUpdateOptions,
  StripeError,
  StripePaymentElement,
  StripePaymentElementOptions,
} from '@stripe/stripe-js';
import { type ColorScheme, toLook } from '../appearance.js';
import { Emitter } from './emitter.js';
import { checkElementsOptions } from './elements-options.js';
import { IntegrationError } from './integration-error.js';
import type { ElementOwner } from './frame-element.js';
import { PaymentElement } from './payment-element.js';

export type ElementsOptions = StripeElementsOptionsClientSecret | StripeElementsOptionsMode;

type Submission =
  | { error: StripeError; selectedPaymentMethod?: undefined }
  | { selectedPaymentMethod: string; error?: undefined };

const UNMOUNTED = (caller: string): IntegrationError =>
  new IntegrationError(
    `Invalid value for ${caller}: elements should have a mounted Payment Element.`,
  );

class UpdateEnd extends Emitter<{ 'update-end': undefined }> {
  announce(): void {
    this.emit('update-end', undefined);
  }
}

export class ElementsGroup implements StripeElements, ElementOwner {
  readonly clientSecret: string | null;
  readonly loader: 'auto' | 'always' | 'never';
  appearance: Appearance | undefined;
  isSubmitted = false;
  isConfirming = false;
  readonly #updateEnd = new UpdateEnd();
  #payment: PaymentElement | null = null;

  constructor(
    readonly origin: string,
    readonly key: string,
    options: ElementsOptions | undefined,
  ) {
    this.clientSecret = checkElementsOptions(options);
    this.appearance = options?.appearance;
    this.loader = options?.loader ?? 'auto';
  }

  get scheme(): ColorScheme {
    return toLook(this.appearance).scheme;
  }

  create(type: 'payment', options?: StripePaymentElementOptions): StripePaymentElement;
  create(type: string, options?: unknown): never;
  create(type: string, options: StripePaymentElementOptions = {}): StripePaymentElement {
    if (type !== 'payment') {
      throw new IntegrationError(
        `The sandbox does not imitate the '${type}' Element; it has 'payment'. Try this page with Stripe's own test keys instead.`,
      );
    }
    if (this.#payment !== null) {
      throw new IntegrationError('Can only create one Element of type payment.');
    }
    this.#payment = new PaymentElement(this, options);
    return this.#payment;
  }

  getElement(type: 'payment'): StripePaymentElement | null;
  getElement(type: string): null;
  getElement(type: string): StripePaymentElement | null {
    return type === 'payment' ? this.#payment : null;
  }

  on(type: 'update-end', handler: () => void): void {
    this.#updateEnd.on(type, handler);
  }

  async update(options: StripeElementsUpdateOptions): Promise<void> {
    if (options.appearance !== undefined) this.appearance = options.appearance;
    await this.#payment?.applyAppearance();
    this.#updateEnd.announce();
  }

  async fetchUpdates(): Promise<{ error?: { message: string; status?: string } }> {
    const element = this.mountedElement('elements.fetchUpdates()');
    const { error } = await element.call({ call: 'refresh' });
    if (error === undefined) return {};
    const { message = 'The PaymentIntent could not be read.', payment_intent: intent } = error;
    return { error: { message, ...(intent && { status: intent.status }) } };
  }

  async submit(): Promise<Submission> {
    const { error } = await this.mountedElement('elements.submit()').call({ call: 'validate' });
    if (error !== undefined) return { error };
    this.isSubmitted = true;
    return { selectedPaymentMethod: 'card' };
  }

  mountedElement(caller: string): PaymentElement {
    if (this.#payment?.isMounted) return this.#payment;
    throw UNMOUNTED(caller);
  }

  /** The element a question may be asked through, if there is one. */
  get listening(): PaymentElement | null {
    return this.#payment?.isMounted ? this.#payment : null;
  }

  forget(): void {
    this.#payment = null;
  }
}
