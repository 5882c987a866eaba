import type {
  StripePaymentElement,
  StripePaymentElementChangeEvent,
  StripePaymentElementUpdateOptions,
} from '@stripe/stripe-js';
import { isRecord } from '../is-record.js';
import type { ChangeNotice } from '../wire/frame-notice.js';
import { FrameElement, type ElementOwner } from './frame-element.js';

export class PaymentElement
  extends FrameElement<'payment', StripePaymentElementChangeEvent>
  implements StripePaymentElement
{
  #options: Record<string, unknown>;

  constructor(owner: ElementOwner, options: unknown) {
    super('payment', owner);
    this.#options = isRecord(options) ? options : {};
  }

  /** For the stand-in's own use. */
  get fields(): unknown {
    return this.#options['fields'];
  }

  protected get asked(): unknown {
    return this.#options;
  }

  update(options: Partial<StripePaymentElementUpdateOptions>): this {
    this.#options = { ...this.#options, ...options };
    this.applyOptions();
    return this;
  }

  /** Cards are the only method here, and a single method has nothing to fold into. */
  collapse(): this {
    return this;
  }

  protected toChange({ empty, complete }: ChangeNotice): StripePaymentElementChangeEvent {
    return { elementType: 'payment', empty, complete, collapsed: false, value: { type: 'card' } };
  }
}
