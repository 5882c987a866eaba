import type { StripeError } from '@stripe/stripe-js';
import type { ColorScheme } from '../appearance.js';
import { betweenPresses, setPressed, watchPresses } from '../presses.js';
import type { ElementType } from '../wire/element-type.js';
import { isFrameNotice, type ElementNotice, type FrameNotice } from '../wire/frame-notice.js';
import type {
  FrameAnswer,
  FrameInit,
  FrameRequest,
  NumberedRequest,
} from '../wire/frame-request.js';
import { IntegrationError } from './integration-error.js';

const PATIENCE_MS = 5_000;
// Room for the focus rings inside, taken back outside, so that fields line up with the page.
const RING = 4;

interface FramePage {
  path: string;
  title: string;
  /** Until the page inside has told its own. */
  height: string;
}

const PAGES: Record<ElementType, FramePage> = {
  payment: { path: 'payment.html', title: 'Secure payment input frame', height: '218px' },
  address: { path: 'address.html', title: 'Secure address input frame', height: '506px' },
  linkAuthentication: {
    path: 'link-authentication.html',
    title: 'Secure email input frame',
    height: '78px',
  },
};

let created = 0;

/** Frameworks hand over proxies and functions, which a message port refuses to carry. */
const plain = (message: FrameInit | NumberedRequest): unknown =>
  JSON.parse(JSON.stringify(message));

interface Settle {
  resolve: (answer: FrameAnswer) => void;
  reject: (reason: Error) => void;
}

export class ElementFrame {
  readonly element = document.createElement('iframe');
  readonly #pending = new Map<number, Settle>();
  #unsent: NumberedRequest[] = [];
  #port: MessagePort | null = null;
  #asked = 0;
  #failure: StripeError | null = null;
  #failing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly origin: string,
    private readonly type: ElementType,
    private readonly init: () => FrameInit,
    private readonly heard: (notice: ElementNotice) => void,
  ) {
    watchPresses();
    this.element.name = `__privateStripeFrame${(created += 1)}`;
    this.element.title = PAGES[type].title;
    this.element.allow = 'payment *';
    this.element.src = `${origin}/js/frame/${PAGES[type].path}`;
    this.element.addEventListener(
      'load',
      () => {
        this.#link();
      },
      { once: true },
    );
    this.#style();
  }

  call(request: FrameRequest): Promise<FrameAnswer> {
    if (this.#failure !== null) return Promise.resolve({ error: this.#failure });
    const numbered = { id: (this.#asked += 1), request };
    if (this.#port === null) this.#unsent.push(numbered);
    else this.#port.postMessage(plain(numbered));
    return new Promise((resolve, reject) => {
      this.#pending.set(numbered.id, { resolve, reject });
    });
  }

  setColorScheme(scheme: ColorScheme): void {
    // A frame whose scheme differs from its element's is painted on an opaque sheet.
    this.element.style.colorScheme = scheme;
  }

  remove(): void {
    this.element.remove();
    clearTimeout(this.#failing);
    const gone = new IntegrationError(
      'The Element was removed from the page before it answered. If a payment was being ' +
        'confirmed, ask with stripe.retrievePaymentIntent() what became of it.',
    );
    for (const { reject } of this.#pending.values()) reject(gone);
    this.#pending.clear();
  }

  #link(): void {
    const { port1, port2 } = new MessageChannel();
    this.#failing = setTimeout(() => {
      this.#fail();
    }, PATIENCE_MS);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(this.#failing);
      this.#show(null);
      if (isFrameNotice(data)) this.#hear(data);
    };
    this.element.contentWindow?.postMessage(plain(this.init()), this.origin, [port2]);
    for (const request of this.#unsent) port1.postMessage(plain(request));
    this.#unsent = [];
    this.#port = port1;
  }

  #hear(notice: FrameNotice): void {
    if (notice.notice === 'answer') {
      this.#pending.get(notice.id)?.resolve(notice.answer);
      this.#pending.delete(notice.id);
    } else if (notice.notice === 'height') {
      betweenPresses(() => (this.element.style.height = `${notice.pixels}px`));
    } else if (notice.notice === 'press') {
      setPressed(notice.isPressed);
    } else {
      this.heard(notice);
    }
  }

  #fail(): void {
    const failure: StripeError = {
      type: 'api_connection_error',
      message:
        `The ${this.type} Element did not answer from ${this.origin}. Is the sandbox running, and does ` +
        `the Content-Security-Policy of this page allow "frame-src ${this.origin}"?`,
    };
    this.#show(failure);
    for (const { resolve } of this.#pending.values()) resolve({ error: failure });
    this.#pending.clear();
    this.heard({ notice: 'loaderror', error: failure });
  }

  /** The browser's own page about a failed load is nothing to show in the middle of a shop. */
  #show(failure: StripeError | null): void {
    this.#failure = failure;
    this.element.style.display = failure === null ? 'block' : 'none';
  }

  #style(): void {
    Object.assign(this.element.style, {
      border: '0',
      display: 'block',
      height: PAGES[this.type].height,
      margin: `-${RING}px`,
      width: `calc(100% + ${2 * RING}px)`,
    });
  }
}
