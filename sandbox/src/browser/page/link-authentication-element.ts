import type {
  StripeLinkAuthenticationElement,
  StripeLinkAuthenticationElementChangeEvent,
} from '@stripe/stripe-js';
import type { ContactValue, EmailValue } from '../wire/contact-value.js';
import type { ChangeNotice } from '../wire/frame-notice.js';
import type { Collected } from './collected.js';
import { FrameElement, type ElementOwner } from './frame-element.js';

function emailIn(value: ContactValue | undefined): EmailValue {
  if (value !== undefined && 'email' in value) return value;
  throw new TypeError('The frame of the Link Authentication Element told no e-mail address.');
}

/** A field for an e-mail address. There is no Link behind it that would know anybody. */
export class LinkAuthenticationElement
  extends FrameElement<'linkAuthentication', StripeLinkAuthenticationElementChangeEvent>
  implements StripeLinkAuthenticationElement
{
  constructor(
    owner: ElementOwner,
    protected readonly asked: unknown,
  ) {
    super('linkAuthentication', owner);
  }

  override toCollected(value: ContactValue | undefined): Collected {
    return { billingDetails: { email: emailIn(value).email } };
  }

  protected toChange(notice: ChangeNotice): StripeLinkAuthenticationElementChangeEvent {
    const { empty, complete } = notice;
    return { elementType: 'linkAuthentication', empty, complete, value: emailIn(notice.value) };
  }
}
