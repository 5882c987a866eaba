import { find } from './dom.js';

export interface PaymentMessages {
  /** In the live region below the payment form, or beside the e-mail field. */
  showMessage(message: string, isAboutEmail?: boolean): void;
  /** The page shows it by itself after some seconds, without any script: see orders.css. */
  showNotLoaded(): void;
  hideNotLoaded(): void;
  /** Whether money moved is not known. It stays for as long as the page does. */
  showUnknown(): void;
  readonly isUnknown: boolean;
}

export function paymentMessages(email: HTMLInputElement): PaymentMessages {
  const message = find('payment-message', HTMLElement);
  const emailError = find('email-error', HTMLElement);
  const notLoaded = find('payment-not-loaded', HTMLElement);
  const unknown = find('payment-unknown', HTMLElement);

  function showEmailError(text: string) {
    emailError.textContent = text;
    email.setAttribute('aria-invalid', String(text !== ''));
  }

  function showMessage(text: string, isAboutEmail = false) {
    message.textContent = isAboutEmail ? '' : text;
    showEmailError(isAboutEmail ? text : '');
    if (isAboutEmail) email.focus();
  }

  // The browser itself may refuse the next address, with words of its own beside these.
  email.addEventListener('input', () => showEmailError(''));

  return {
    showMessage,
    showNotLoaded: () => notLoaded.classList.add('is-certain'),
    hideNotLoaded: () => (notLoaded.hidden = true),
    showUnknown() {
      showMessage('');
      unknown.hidden = false;
    },
    get isUnknown() {
      return !unknown.hidden;
    },
  };
}
