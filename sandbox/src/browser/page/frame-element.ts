import { toLook } from '../appearance.js';
import type { ContactValue } from '../wire/contact-value.js';
import type { ElementType } from '../wire/element-type.js';
import type { ChangeNotice, ElementNotice } from '../wire/frame-notice.js';
import type { FrameAnswer, FrameOptions, FrameRequest } from '../wire/frame-request.js';
import type { Collected } from './collected.js';
import { findContainer } from './container.js';
import { ElementFrame } from './element-frame.js';
import type { ElementEvents } from './element-events.js';
import { Emitter } from './emitter.js';
import { IntegrationError } from './integration-error.js';

/** What an element needs from the group it belongs to. */
export interface ElementOwner {
  readonly origin: string;
  readonly key: string;
  readonly clientSecret: string | null;
  readonly appearance: unknown;
  readonly loader: 'auto' | 'always' | 'never';
  forget(element: object): void;
}

/** What all Elements do alike: they stand in a frame of the sandbox's and tell the page about it. */
export abstract class FrameElement<Type extends ElementType, Change> extends Emitter<
  ElementEvents<Type, Change>
> {
  #frame: ElementFrame | null = null;
  #isDestroyed = false;

  constructor(
    readonly type: Type,
    private readonly owner: ElementOwner,
  ) {
    super();
  }

  /** What the page asked for, as the frame gets it. */
  protected abstract readonly asked: unknown;

  protected abstract toChange(notice: ChangeNotice): Change;

  /** Where it stands, if it does. */
  get place(): Element | null {
    return this.#frame?.element ?? null;
  }

  get isMounted(): boolean {
    return this.#frame !== null;
  }

  /** What of its value goes along with a confirmation. */
  toCollected(value: ContactValue | undefined): Collected;
  toCollected(): Collected {
    return {};
  }

  mount(target: string | HTMLElement): void {
    this.#assertMountable();
    const container = findContainer(target);
    const frame = new ElementFrame(
      this.owner.origin,
      this.type,
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
    if (this.owner.loader !== 'never') this.emit('loaderstart', { elementType: this.type });
  }

  unmount(): void {
    this.#frame?.element.parentElement?.classList.remove('StripeElement');
    this.#frame?.remove();
    this.#frame = null;
  }

  destroy(): void {
    this.unmount();
    this.#isDestroyed = true;
    this.owner.forget(this);
  }

  focus(): void {
    this.#frame?.element.focus();
    this.tell({ call: 'focus' });
  }

  blur(): void {
    this.tell({ call: 'blur' });
    this.#frame?.element.blur();
  }

  clear(): void {
    this.tell({ call: 'clear' });
  }

  /** For the stand-in's own use, as is all below; the published types do not show it to the page. */
  call(request: FrameRequest): Promise<FrameAnswer> {
    if (this.#frame === null) {
      throw new IntegrationError(
        `The ${this.type} Element is not mounted. Call its mount() with a container on the page first.`,
      );
    }
    return this.#frame.call(request);
  }

  /** The frame may take the focus only when the page has given it the focus. */
  focusProblem(): void {
    this.#frame?.element.focus();
    this.tell({ call: 'focus_problem' });
  }

  async applyAppearance(): Promise<void> {
    this.#frame?.setColorScheme(toLook(this.owner.appearance).scheme);
    await this.#frame?.call({ call: 'update', options: this.#frameOptions() });
  }

  protected applyOptions(): void {
    this.tell({ call: 'update', options: this.#frameOptions() });
  }

  protected tell(request: FrameRequest): void {
    // Nobody waits for these, and an element that is taken away has nothing left to do.
    this.#frame?.call(request).catch(() => undefined);
  }

  #frameOptions(): FrameOptions {
    return { appearance: this.owner.appearance, element: this.asked };
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
        this.emit('change', this.toChange(notice));
        return;
      case 'loaderror':
        this.emit('loaderror', { elementType: this.type, error: notice.error });
        return;
      case 'enter':
        // As in any form: Enter in a field is the same as pressing its button.
        this.#frame?.element.closest('form')?.requestSubmit();
        return;
      case 'event':
        this.emit(notice.type, { elementType: this.type });
        return;
    }
  }
}
