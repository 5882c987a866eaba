import type { ColorScheme } from '../appearance.js';
import { betweenPresses, watchPresses } from '../presses.js';
import {
  CHALLENGE_PAGE,
  CHALLENGE_TITLE,
  type ChallengeInit,
  type ChallengeNotice,
  isChallengeNotice,
} from '../wire/challenge-message.js';

const UNMEASURED_HEIGHT = '450px';

const DIALOG = {
  width: 'min(420px, calc(100vw - 24px))',
  maxWidth: 'none',
  maxHeight: 'calc(100vh - 24px)',
  margin: 'auto',
  padding: '0',
  border: '0',
  borderRadius: '14px',
  overflow: 'hidden auto',
  // The backdrop is out of reach of CSSOM: this darkens what lies behind.
  boxShadow: '0 0 0 100vmax rgb(0 0 0 / 45%), 0 24px 60px rgb(0 0 0 / 40%)',
};

const CLOSE = {
  position: 'absolute',
  top: '20px',
  right: '20px',
  width: '40px',
  height: '40px',
  padding: '0',
  border: '0',
  borderRadius: '50%',
  background: 'transparent',
  font: '24px/1 system-ui, sans-serif',
  cursor: 'pointer',
};

const PAPER: Record<ColorScheme, { background: string; color: string }> = {
  light: { background: '#ffffff', color: '#566174' },
  dark: { background: '#1d2127', color: '#a9b4c4' },
};

interface Listeners {
  heard: (notice: ChallengeNotice) => void;
  closed: () => void;
}

/** The bank's page in a frame over the shop's. A dialog keeps the focus inside and gives it back. */
export class ChallengeOverlay {
  readonly #dialog = document.createElement('dialog');
  readonly #frame = document.createElement('iframe');

  constructor(
    private readonly origin: string,
    private readonly init: ChallengeInit,
    private readonly listeners: Listeners,
  ) {
    watchPresses();
    this.#build();
    this.#frame.addEventListener(
      'load',
      () => {
        this.#link();
      },
      { once: true },
    );
    // Not the dialog's own closing: Stripe.js has to be told first, and answers by remove().
    this.#dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      listeners.closed();
    });
    document.body.append(this.#dialog);
    this.#dialog.showModal();
  }

  setHeight(pixels: number): void {
    betweenPresses(() => (this.#frame.style.height = `${pixels}px`));
  }

  remove(): void {
    this.#dialog.close();
    this.#dialog.remove();
  }

  #link(): void {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isChallengeNotice(data)) this.listeners.heard(data);
    };
    this.#frame.contentWindow?.postMessage(this.init, this.origin, [port2]);
  }

  #build(): void {
    const { scheme } = this.init;
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = '×';
    close.setAttribute('aria-label', 'Cancel authentication');
    close.addEventListener('click', this.listeners.closed);
    Object.assign(close.style, CLOSE, { color: PAPER[scheme].color });

    this.#frame.title = CHALLENGE_TITLE;
    this.#frame.src = `${this.origin}${CHALLENGE_PAGE}`;
    Object.assign(this.#frame.style, {
      display: 'block',
      width: '100%',
      height: UNMEASURED_HEIGHT,
      border: '0',
      colorScheme: scheme,
    });

    this.#dialog.setAttribute('aria-label', '3D Secure');
    Object.assign(this.#dialog.style, DIALOG, {
      background: PAPER[scheme].background,
      colorScheme: scheme,
    });
    this.#dialog.append(this.#frame, close);
  }
}
