import type {
  StripePaymentElement,
  StripePaymentElementChangeEvent,
  StripePaymentElementOptions,
  StripePaymentElementUpdateOptions,
} from '@stripe/stripe-js';
import type { ChangeNotice } from '../wire/frame-notice.js';
import { FrameElement, type ElementOwner } from './frame-element.js';

export class PaymentElement
  extends FrameElement<'payment', StripePaymentElementChangeEvent>
  implements StripePaymentElement
{
  constructor(
    owner: ElementOwner,
    private options: StripePaymentElementOptions,
  ) {
    super('payment', owner);
  }

  protected get asked(): StripePaymentElementOptions {
    return this.options;
  }

  update(options: Partial<StripePaymentElementUpdateOptions>): this {
    this.options = { ...this.options, ...options };
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
