import type {
  StripePaymentElement,
  StripePaymentElementOptions,
  StripePaymentElementUpdateOptions,
} from '@stripe/stripe-js';
import { toLook } from '../appearance.js';
import type { ElementNotice } from '../wire/frame-notice.js';
import type { FrameAnswer, FrameOptions, FrameRequest } from '../wire/frame-request.js';
import { findContainer } from './container.js';
import { Emitter } from './emitter.js';
import { IntegrationError } from './integration-error.js';
import { PAYMENT, type PaymentElementEvents } from './payment-element-events.js';
import { PaymentFrame } from './payment-frame.js';

/** What an element needs from the group it belongs to. */
export interface ElementOwner {
  readonly origin: string;
  readonly key: string;
  readonly clientSecret: string | null;
  readonly appearance: unknown;
  readonly loader: 'auto' | 'always' | 'never';
  forget(): void;
}

export class PaymentElement extends Emitter<PaymentElementEvents> implements StripePaymentElement {
  #frame: PaymentFrame | null = null;
  #isDestroyed = false;

  constructor(
    private readonly owner: ElementOwner,
    private options: StripePaymentElementOptions,
  ) {
    super();
  }

  get isMounted(): boolean {
    return this.#frame !== null;
  }

  mount(target: string | HTMLElement): void {
    this.#assertMountable();
    const container = findContainer(target);
    const frame = new PaymentFrame(
      this.owner.origin,
      () => ({
        kind: 'init',
        key: this.owner.key,
        clientSecret: this.owner.clientSecret,
        loader: this.owner.loader,
        ...this.#frameOptions(),
      }),
      (notice) => {
        this.#hear(notice);
      },
    );
    frame.setColorScheme(toLook(this.owner.appearance).scheme);
    this.#frame = frame;
    container.classList.add('StripeElement');
    container.replaceChildren(frame.element);
    if (this.owner.loader !== 'never') this.emit('loaderstart', PAYMENT);
  }

  unmount(): void {
    this.#frame?.element.parentElement?.classList.remove('StripeElement');
    this.#frame?.remove();
    this.#frame = null;
  }

  destroy(): void {
    this.unmount();
    this.#isDestroyed = true;
    this.owner.forget();
  }

  update(options: Partial<StripePaymentElementUpdateOptions>): this {
    this.options = { ...this.options, ...options };
    this.#tell({ call: 'update', options: this.#frameOptions() });
    return this;
  }

  focus(): void {
    this.#frame?.element.focus();
    this.#tell({ call: 'focus' });
  }

  blur(): void {
    this.#tell({ call: 'blur' });
    this.#frame?.element.blur();
  }

  clear(): void {
    this.#tell({ call: 'clear' });
  }

  /** Cards are the only method here, and a single method has nothing to fold into. */
  collapse(): this {
    return this;
  }

  /** For the stand-in's own use; the published type does not show it to the page. */
  call(request: FrameRequest): Promise<FrameAnswer> {
    if (this.#frame === null) {
      throw new IntegrationError(
        'The Payment Element is not mounted. Call its mount() with a container on the page first.',
      );
    }
    return this.#frame.call(request);
  }

  async applyAppearance(): Promise<void> {
    this.#frame?.setColorScheme(toLook(this.owner.appearance).scheme);
    await this.#frame?.call({ call: 'update', options: this.#frameOptions() });
  }

  #tell(request: FrameRequest): void {
    // Nobody waits for these, and an element that is taken away has nothing left to do.
    this.#frame?.call(request).catch(() => undefined);
  }

  #frameOptions(): FrameOptions {
    return {
      appearance: this.owner.appearance,
      billingDetails: this.options.defaultValues?.billingDetails,
      readOnly: this.options.readOnly,
    };
  }

  #assertMountable(): void {
    if (this.#isDestroyed) {
      throw new IntegrationError(
        'This Element has already been destroyed. Please create a new one.',
      );
    }
    if (this.#frame !== null) {
      throw new IntegrationError(
        'This Element is already mounted. Use `unmount()` to unmount the Element before re-mounting.',
      );
    }
  }

  #hear(notice: ElementNotice): void {
    switch (notice.notice) {
      case 'change':
        this.emit('change', {
          ...PAYMENT,
          empty: notice.empty,
          complete: notice.complete,
          collapsed: false,
          value: { type: 'card' },
        });
        return;
      case 'loaderror':
        this.emit('loaderror', { ...PAYMENT, error: notice.error });
        return;
      case 'enter':
        // As in any form: Enter in a field is the same as pressing its button.
        this.#frame?.element.closest('form')?.requestSubmit();
        return;
      case 'event':
        this.emit(notice.type, PAYMENT);
        return;
    }
  }
}
