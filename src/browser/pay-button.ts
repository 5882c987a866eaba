import { find } from './dom.js';

export interface PayButton {
  enable(): void;
  readonly isBusy: boolean;
  setBusy(isBusy: boolean): void;
}

/** `busyLabel`: what it says while the payment is under way. */
export function payButton(busyLabel: string): PayButton {
  const button = find('pay', HTMLButtonElement);
  const label = button.textContent;
  // The card form validates and grows when it loses focus, which would move the button under the click.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  return {
    enable: () => (button.disabled = false),
    get isBusy() {
      return button.getAttribute('aria-disabled') === 'true';
    },
    // `disabled` would throw the focus away.
    setBusy(isBusy) {
      button.setAttribute('aria-disabled', String(isBusy));
      button.textContent = isBusy ? busyLabel : label;
    },
  };
}
