import type { PaymentIntentResult, StripeError } from '@stripe/stripe-js';
import { toLook } from '../appearance.js';
import { isRecord } from '../is-record.js';
import { paymentIntentIdOf } from '../wire/client-secret.js';
import type { FrameNotice } from '../wire/frame-notice.js';
import type { FrameAnswer, FrameInit, FrameOptions, FrameRequest } from '../wire/frame-request.js';
import { PaymentIntentsApi } from '../wire/payment-intents-api.js';
import { CardForm } from './card-form.js';
import { cardProblemOf, terminalError } from './card-error.js';
import { confirmParams } from './confirm-params.js';
import { applyLook, hideSkeleton, showFailure, tellHeight, watchFrame } from './frame-page.js';
import type { FrameSession } from './serve-frame.js';
import { TestCardMenu } from './test-card-menu.js';

export class PaymentSession implements FrameSession {
  readonly #api: PaymentIntentsApi;
  readonly #form: CardForm;
  #isReadOnly = false;
  #isReady = false;
  #billingDetails: unknown;

  constructor(
    private readonly init: FrameInit,
    private readonly tell: (notice: FrameNotice) => void,
  ) {
    this.#api = new PaymentIntentsApi(window.location.origin, init.key);
    this.#form = new CardForm(
      (state) => {
        tell({ notice: 'change', ...state });
      },
      () => {
        tell({ notice: 'enter' });
      },
    );
    new TestCardMenu(this.#form);
    if (init.loader === 'never') hideSkeleton();
    watchFrame(tell);
    this.#apply(init);
  }

  /** Shows the form once the PaymentIntent is known to exist and to be payable. */
  async load(): Promise<FrameAnswer> {
    const { clientSecret } = this.init;
    const { error } = clientSecret === null ? {} : await this.#payable(clientSecret);
    if (error) {
      showFailure(error.message ?? 'The payment form could not be loaded.');
      this.tell({ notice: 'loaderror', error });
      return { error };
    }
    showFailure(null);
    this.#form.show();
    // First: a page that lets the shopper press once all is ready moves nothing then.
    tellHeight(this.tell);
    if (!this.#isReady) this.tell({ notice: 'event', type: 'ready' });
    this.#isReady = true;
    return {};
  }

  async answer(request: FrameRequest): Promise<FrameAnswer> {
    switch (request.call) {
      case 'confirm':
        return this.#confirm(request.clientSecret, request.params);
      case 'retrieve':
        return this.#retrieve(request.clientSecret);
      case 'refresh':
        return this.load();
      case 'validate':
        return this.#validate();
      case 'focus_problem':
        this.#form.focusProblem();
        return {};
      case 'update':
        this.#apply(request.options);
        return {};
      case 'focus':
      case 'blur':
      case 'clear':
        this.#form[request.call]();
        return {};
    }
  }

  async #confirm(clientSecret: string, params: Record<string, unknown>): Promise<FrameAnswer> {
    const invalid = await this.#validate();
    if (invalid.error) return invalid;
    // The digits that were checked are the digits that are sent.
    this.#form.setReadOnly(true);
    const sent = confirmParams(params, this.#form.entry, this.#billingDetails);
    const id = paymentIntentIdOf(clientSecret) ?? '';
    const answer = await this.#api.confirm(id, clientSecret, sent);
    this.#form.setReadOnly(this.#isReadOnly);
    const problem = answer.error ? cardProblemOf(answer.error) : null;
    if (problem !== null) this.#form.showProblem(problem);
    return answer;
  }

  async #validate(): Promise<FrameAnswer> {
    const { error } = this.#isReady ? {} : await this.load();
    if (error) return { error };
    const problem = this.#form.check();
    if (problem === null) return {};
    const { code, message } = problem;
    return { error: { type: 'validation_error', code, message } };
  }

  #retrieve(clientSecret: string): Promise<PaymentIntentResult> {
    return this.#api.retrieve(paymentIntentIdOf(clientSecret) ?? '', clientSecret);
  }

  async #payable(clientSecret: string): Promise<{ error?: StripeError }> {
    const { error, paymentIntent } = await this.#retrieve(clientSecret);
    const found = error ?? terminalError(paymentIntent);
    return found === null ? {} : { error: found };
  }

  #apply(options: FrameOptions): void {
    const asked = isRecord(options.element) ? options.element : {};
    const { readOnly, defaultValues } = asked;
    this.#isReadOnly = readOnly === true;
    this.#billingDetails = isRecord(defaultValues) ? defaultValues['billingDetails'] : undefined;
    this.#form.setReadOnly(this.#isReadOnly);
    applyLook(toLook(options.appearance));
  }
}
