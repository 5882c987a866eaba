import fc from 'fast-check';
import { CARDS, type Verb } from './rules.js';

export interface Step {
  verb: Verb;
  form: Record<string, string>;
  /** Sent once more under the same key: as it was, or with something else in it. */
  again: 'no' | 'same' | 'changed';
}

export interface Story {
  create: Pick<Step, 'form' | 'again'>;
  steps: Step[];
}

const RETURN = { return_url: 'https://shop.example/return' };

const amount = fc.integer({ min: 50, max: 2000 }).map(String);
// A card that pays comes more often, or little would ever be captured and given back.
const card = fc.constantFrom('pm_card_visa', 'pm_card_visa', 'pm_card_visa', ...Object.keys(CARDS));
const again = fc.constantFrom<Step['again'][]>('no', 'no', 'same', 'changed');

const form: Record<Verb, fc.Arbitrary<Record<string, string>>> = {
  update: amount.map((value) => ({ amount: value })),
  confirm: fc
    .option(card)
    .map((payment_method) => ({ ...RETURN, ...(payment_method && { payment_method }) })),
  pass: fc.constant({}),
  fail: fc.constant({}),
  cancel: fc.constant({}),
  capture: fc.option(amount).map((part) => (part ? { amount_to_capture: part } : {})),
  refund: fc.option(amount).map((part) => (part ? { amount: part } : {})),
};

// What pays and gives back is tried more often than what ends a story.
const VERBS: Verb[] = [
  ...(['update', 'fail', 'cancel', 'capture'] as const),
  ...(['confirm', 'confirm', 'pass', 'pass', 'refund', 'refund'] as const),
];

const step = fc
  .constantFrom(...VERBS)
  .chain((verb) => fc.record({ verb: fc.constant(verb), form: form[verb], again }));

const create = fc
  .record({
    amount,
    capture_method: fc.constantFrom('automatic', 'automatic_async', 'manual'),
    payment_method: fc.option(card),
    isConfirmed: fc.boolean(),
  })
  .map(({ payment_method, isConfirmed, ...terms }) => ({
    ...terms,
    currency: 'usd',
    ...(payment_method && { payment_method }),
    ...(payment_method && isConfirmed && { confirm: 'true', ...RETURN }),
  }));

/** A payment from its first request on, with everything that a shop and a shopper may try. */
export const story: fc.Arbitrary<Story> = fc.record({
  create: fc.record({ form: create, again }),
  steps: fc.array(step, { minLength: 3, maxLength: 10 }),
});
