export const STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
] as const;

export type Status = (typeof STATUSES)[number];

interface StepRule {
  from: readonly Status[];
  to: Status;
}

/** Statuses in which what is asked of the customer may still change. */
export const OPEN_STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
] as const satisfies readonly Status[];

/** Every move the sandbox makes. Delayed methods will be rows here. */
export const STEPS = {
  attach: { from: OPEN_STATUSES, to: 'requires_confirmation' },
  // A question that was left unanswered is replaced by the next one.
  ask: { from: OPEN_STATUSES, to: 'requires_action' },
  // With manual confirmation the server has the last word, after the shopper has had theirs.
  pass_authentication: { from: ['requires_action'], to: 'requires_confirmation' },
  fail_authentication: { from: ['requires_action'], to: 'requires_payment_method' },
  pay: { from: OPEN_STATUSES, to: 'succeeded' },
  authorize: { from: OPEN_STATUSES, to: 'requires_capture' },
  capture: { from: ['requires_capture'], to: 'succeeded' },
  decline: { from: OPEN_STATUSES, to: 'requires_payment_method' },
  cancel: {
    from: [
      'requires_payment_method',
      'requires_capture',
      'requires_confirmation',
      'requires_action',
      'processing',
    ],
    to: 'canceled',
  },
} as const satisfies Record<string, StepRule>;

export type Step = keyof typeof STEPS;

export function may(step: Step, status: Status): boolean {
  const rule: StepRule = STEPS[step];
  return rule.from.includes(status);
}
