import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type Stripe from 'stripe';
import {
  broken,
  checkAmounts,
  checkEvents,
  checkMove,
  hasToWork,
  isAllowed,
  type Seen,
} from './checks.js';
import type { Step, Story } from './steps.js';

interface Answer {
  status: number;
  text: string;
}

type Form = Record<string, string>;

const INTENTS = '/v1/payment_intents';
const isDone = ({ status }: Answer) => status === 200 || status === 402;

/** Tells a story to a sandbox, and looks after every step whether a rule was broken. */
export class PaymentLife {
  private id = '';
  private question = '';

  constructor(
    private readonly url: string,
    private readonly stripe: Stripe,
  ) {}

  async live({ create, steps }: Story): Promise<void> {
    this.id = idIn(await this.ask(INTENTS, create));
    checkAmounts(await this.look());
    for (const step of steps) await this.take(step);
    const { data } = await this.stripe.events.list({ limit: 100 });
    checkEvents(data, await this.look());
  }

  private async take(step: Step): Promise<void> {
    const before = await this.look();
    const answer = await this.send(step, before.intent);
    const after = await this.look();
    const isInTurn = isAllowed(step, before);
    if (isInTurn && isDone(answer)) checkMove(step, before, after);
    else if (!isDeepStrictEqual(after, before)) {
      broken('What is out of turn changes nothing', step, answer, before, after);
    }
    if (isInTurn && !isDone(answer) && hasToWork(step, before)) {
      broken('What is in turn is done', step, answer, before);
    }
    checkAmounts(after);
  }

  private send(step: Step, { next_action }: Stripe.PaymentIntent): Promise<Answer> {
    if (step.verb === 'pass' || step.verb === 'fail') return this.answer(step.verb, next_action);
    if (step.verb === 'refund') {
      return this.ask('/v1/refunds', { ...step, form: { payment_intent: this.id, ...step.form } });
    }
    const path = step.verb === 'update' ? '' : `/${step.verb}`;
    return this.ask(`${INTENTS}/${this.id}${path}`, step);
  }

  /** Once or, under the same key, twice. */
  private async ask(path: string, { form, again }: Pick<Step, 'form' | 'again'>): Promise<Answer> {
    const key = randomUUID();
    const first = await this.post(path, form, key);
    if (again === 'no' || !isDone(first)) return first;
    if (again === 'same') {
      const second = await this.post(path, form, key);
      if (!isDeepStrictEqual(second, first)) broken('A replay is byte-equal', first, second);
      return first;
    }
    const other = await this.post(path, { ...form, 'metadata[changed]': 'yes' }, key);
    if (other.status !== 400 || !other.text.includes('"idempotency_error"')) {
      broken('A key stands for one request', other);
    }
    return first;
  }

  /** As the challenge page does; when nothing is asked any more, to what was asked last. */
  private answer(outcome: 'pass' | 'fail', next: Stripe.PaymentIntent.NextAction | null) {
    const page = next?.redirect_to_url?.url;
    if (page) this.question = new URL(page).searchParams.get('source') ?? '';
    return this.post(`${INTENTS}/${this.id}/authenticate`, {
      source: this.question || 'payatt_none',
      outcome: `${outcome}ed`,
    });
  }

  private async post(path: string, form: Form, key?: string): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_property', ...(key && { 'Idempotency-Key': key }) },
      body: new URLSearchParams(form),
    });
    return { status: response.status, text: await response.text() };
  }

  private async look(): Promise<Seen> {
    const { paymentIntents, charges, refunds } = this.stripe;
    const all = { payment_intent: this.id, limit: 100 };
    return {
      intent: await paymentIntents.retrieve(this.id),
      charges: (await charges.list(all)).data,
      refunds: (await refunds.list(all)).data,
    };
  }
}

/** Of the PaymentIntent that was made, or that a declined creation left behind. */
function idIn({ text }: Answer): string {
  const { id, error } = JSON.parse(text) as {
    id?: string;
    error?: { payment_intent?: { id: string } };
  };
  return id ?? error?.payment_intent?.id ?? broken('A PaymentIntent can be created', text);
}
