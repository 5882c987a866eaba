import type {
  AddressMode,
  StripeAddressElement,
  StripeAddressElementChangeEvent,
  StripeAddressElementOptions,
} from '@stripe/stripe-js';
import { isRecord } from '../is-record.js';
import type { AddressValue, ContactValue } from '../wire/contact-value.js';
import type { ChangeNotice } from '../wire/frame-notice.js';
import { checkAddressOptions } from './address-options.js';
import type { Collected } from './collected.js';
import { FrameElement, type ElementOwner } from './frame-element.js';

function addressIn(value: ContactValue | undefined): AddressValue {
  if (value !== undefined && 'address' in value) return value;
  throw new TypeError('The frame of the Address Element told no address.');
}

export class AddressElement
  extends FrameElement<'address', StripeAddressElementChangeEvent>
  implements StripeAddressElement
{
  readonly mode: AddressMode;

  #options: Record<string, unknown>;

  constructor(owner: ElementOwner, options: unknown) {
    super('address', owner);
    this.mode = checkAddressOptions(options);
    this.#options = isRecord(options) ? options : {};
  }

  update(options: Partial<StripeAddressElementOptions>): this {
    const wanted = { ...this.#options, ...options, mode: this.mode };
    checkAddressOptions(wanted);
    this.#options = wanted;
    this.applyOptions();
    return this;
  }

  async getValue(): Promise<
    Pick<StripeAddressElementChangeEvent, 'complete' | 'isNewAddress' | 'value'>
  > {
    const { error, value } = { value: undefined, ...(await this.call({ call: 'validate' })) };
    if (value === undefined && error !== undefined) throw new Error(error.message);
    return { complete: error === undefined, isNewAddress: true, value: addressIn(value) };
  }

  override toCollected(value: ContactValue | undefined): Collected {
    const { name, phone, address } = addressIn(value);
    const contact = { name, address, ...(phone !== undefined && { phone }) };
    return this.mode === 'shipping' ? { shipping: contact } : { billingDetails: contact };
  }

  protected get asked(): unknown {
    return this.#options;
  }

  protected toChange({ empty, complete, value }: ChangeNotice): StripeAddressElementChangeEvent {
    return {
      elementType: 'address',
      elementMode: this.mode,
      empty,
      complete,
      // There are no addresses that were saved before.
      isNewAddress: true,
      value: addressIn(value),
    };
  }
}
