import type { PaymentIntentResult } from '@stripe/stripe-js';
import { CONNECTION_ERROR, readAnswer } from './api-answer.js';
import type { Challenge } from './challenge-message.js';
import { formBody } from './form-body.js';

const PATIENCE_MS = 80_000;

/** The routes a publishable key opens. The client secret goes with every call, never alone. */
export class PaymentIntentsApi {
  constructor(
    private readonly origin: string,
    private readonly key: string,
  ) {}

  retrieve(id: string, clientSecret: string): Promise<PaymentIntentResult> {
    const query = formBody({ key: this.key, client_secret: clientSecret });
    return this.send(`${this.path(id)}?${query.toString()}`, { method: 'GET' });
  }

  confirm(
    id: string,
    clientSecret: string,
    params: Record<string, unknown>,
  ): Promise<PaymentIntentResult> {
    return this.post(`${this.path(id)}/confirm`, clientSecret, { ...params, use_stripe_sdk: true });
  }

  /** For the challenge page alone: the sandbox refuses it to pages of other origins. */
  authenticate(challenge: Challenge, outcome: 'passed' | 'failed'): Promise<PaymentIntentResult> {
    const { paymentIntentId, clientSecret, source } = challenge;
    return this.post(`${this.path(paymentIntentId)}/authenticate`, clientSecret, {
      source,
      outcome,
    });
  }

  cancelSource({ paymentIntentId, clientSecret, source }: Challenge): Promise<PaymentIntentResult> {
    return this.post(`${this.path(paymentIntentId)}/source_cancel`, clientSecret, { source });
  }

  private post(
    url: string,
    clientSecret: string,
    params: Record<string, unknown>,
  ): Promise<PaymentIntentResult> {
    const body = formBody({ ...params, key: this.key, client_secret: clientSecret });
    return this.send(url, { method: 'POST', body });
  }

  private path(id: string): string {
    return `${this.origin}/v1/payment_intents/${encodeURIComponent(id)}`;
  }

  private async send(url: string, request: RequestInit): Promise<PaymentIntentResult> {
    try {
      const response = await fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
      return readAnswer(response.status, await response.text());
    } catch {
      return { error: CONNECTION_ERROR };
    }
  }
}
