import type { StripeError } from '@stripe/stripe-js';
import type { ContactValue } from '../wire/contact-value.js';
import type { FrameAnswer } from '../wire/frame-request.js';
import { both, type Collected } from './collected.js';
import type { CreatedElement } from './created-elements.js';

type Collection =
  { error: StripeError; collected?: undefined } | { error?: undefined; collected: Collected };

/** Has each element say what is wrong with it, and takes the shopper to the first field that is. */
export async function collect(elements: readonly CreatedElement[]): Promise<Collection> {
  const heard: { element: CreatedElement; answer: FrameAnswer }[] = [];
  for (const element of elements) {
    heard.push({ element, answer: await element.call({ call: 'validate' }) });
  }
  for (const { element, answer } of heard) {
    if (answer.error === undefined) continue;
    element.focusProblem();
    return { error: answer.error };
  }
  const collected = heard.map(({ element, answer }) => element.toCollected(valueOf(answer)));
  return { collected: collected.reduce(both, {}) };
}

const valueOf = (answer: FrameAnswer): ContactValue | undefined =>
  'value' in answer ? answer.value : undefined;
