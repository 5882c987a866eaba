export interface PaymentForm {
  publishableKey: string;
  clientSecret: string;
  returnUrl: string;
  contactUrl: string;
  elementPlace: HTMLElement;
  readonly email: string;
  enable(): void;
  /** Runs `attempt` when the shopper presses Pay, one at a time. */
  onPay(attempt: () => Promise<void>): void;
  showMessage(message: string, isAboutEmail?: boolean): void;
  showNotLoaded(detail?: string): void;
}

const NOT_LOADED =
  'The card form could not be loaded, so nothing was charged. Please check your connection, ' +
  'let this page load scripts and frames from Stripe, and reload it. Your order is kept.';

const UNEXPECTED =
  'Something went wrong on this page. Please open your order’s page before you try again.';

export function paymentForm(): PaymentForm {
  const form = find('payment-form', HTMLFormElement);
  const button = find('pay', HTMLButtonElement);
  const email = find('email', HTMLInputElement);
  const showMessage = messageWriter(email);
  // The card form validates and grows when it loses focus, which would move the button under the click.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  const setBusy = (busy: boolean) => {
    button.disabled = busy;
    button.setAttribute('aria-busy', String(busy));
  };

  return {
    publishableKey: setting(form, 'publishableKey'),
    clientSecret: setting(form, 'clientSecret'),
    returnUrl: setting(form, 'returnUrl'),
    contactUrl: setting(form, 'contactUrl'),
    elementPlace: find('payment-element', HTMLElement),
    get email() {
      return email.value.trim();
    },
    enable: () => setBusy(false),
    onPay(attempt) {
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        if (button.disabled) return;
        showMessage('');
        setBusy(true);
        void attempt()
          .catch(() => showMessage(UNEXPECTED))
          .finally(() => setBusy(false));
      });
    },
    showMessage,
    showNotLoaded: (detail) => showMessage(detail ? `${NOT_LOADED} (${detail})` : NOT_LOADED),
  };
}

/** Shows a message beside the e-mail field, or in the live region below the card form. */
function messageWriter(email: HTMLInputElement): PaymentForm['showMessage'] {
  const message = find('payment-message', HTMLElement);
  const emailError = find('email-error', HTMLElement);
  return (text, isAboutEmail = false) => {
    message.textContent = isAboutEmail ? '' : text;
    emailError.textContent = isAboutEmail ? text : '';
    email.setAttribute('aria-invalid', String(isAboutEmail));
    if (isAboutEmail) email.focus();
  };
}

function setting(form: HTMLFormElement, name: string): string {
  const value = form.dataset[name];
  if (!value) throw new Error(`The payment form lacks data-${name}`);
  return value;
}

function find<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page lacks #${id}`);
  return element;
}
