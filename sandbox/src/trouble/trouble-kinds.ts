import { z } from 'zod';

interface TroubleKind {
  area: 'requests' | 'deliveries';
  title: string;
  /** In plain words, for whoever is about to switch it on. */
  what: string;
  parameters: z.ZodObject;
}

const ms = z
  .int()
  .min(1)
  .max(600_000)
  .meta({ title: 'Milliseconds', examples: [3000] });

const times = z
  .int()
  .min(1)
  .max(1000)
  .optional()
  .meta({ title: 'How many times', description: 'empty: until you stop it', examples: [1] });

/** The difference decides what a client meets when it tries again. */
const when = z
  .enum(['before', 'after'])
  .default('before')
  .meta({ title: 'When', description: 'before or after the work is done' });

const ofRequest = {
  method: z.enum(['GET', 'POST']).optional().meta({ title: 'Method' }),
  path: z
    .string()
    .max(200)
    .startsWith('/v1')
    .optional()
    .meta({
      title: 'Path',
      description: 'empty: any; * stands for anything',
      examples: ['/v1/payment_intents*'],
    }),
  times,
};

const ofEvent = {
  type: z
    .string()
    .max(100)
    .optional()
    .meta({
      title: 'Event type',
      description: 'empty: any; * stands for anything',
      examples: ['payment_intent.*'],
    }),
  times,
};

/** Every trouble there is. The API, the lab's forms and what is kept in the file follow from it. */
export const TROUBLES = {
  slow_requests: {
    area: 'requests',
    title: 'Be slow',
    what: 'Answers late. Before the work: nothing has happened while the client waits. After it: a client that gives up meets its own payment when it tries again.',
    parameters: z.strictObject({ ms, when, ...ofRequest }),
  },
  refuse_requests: {
    area: 'requests',
    title: 'Answer with an error',
    what: 'Answers 409 (idempotency_key_in_use), 429 (rate_limit, or lock_timeout) or 500. After the work: the payment is made and the client is told that it failed; the same idempotency key finds it again.',
    parameters: z
      .strictObject({
        status: z.literal([500, 429, 409]).default(500).meta({ title: 'Status' }),
        code: z
          .enum(['rate_limit', 'lock_timeout'])
          .optional()
          .meta({ title: 'Code', description: 'of a 429; any: rate_limit' }),
        when,
        ...ofRequest,
      })
      .refine(({ status, code }) => code === undefined || status === 429, {
        path: ['code'],
        error: 'only a 429 has one of several codes',
      }),
  },
  cut_requests: {
    area: 'requests',
    title: 'Cut the connection',
    what: 'Hangs up without an answer, as a broken network does. The client cannot know whether the work was done.',
    parameters: z.strictObject({ when, ...ofRequest }),
  },
  mute_webhooks: {
    area: 'deliveries',
    title: 'Tell nobody',
    what: 'New events are made, and no delivery is owed for them. What is queued already goes on. “Resend” on an event still sends it.',
    parameters: z.strictObject({}),
  },
  drop_deliveries: {
    area: 'deliveries',
    title: 'Lose deliveries',
    what: 'An attempt is recorded as failed and nothing is sent. The retries go on as after any failure, until none is left.',
    parameters: z.strictObject(ofEvent),
  },
  delay_deliveries: {
    area: 'deliveries',
    title: 'Deliver late',
    what: 'Each delivery waits this long before its first attempt. Later events overtake it.',
    parameters: z.strictObject({ ms, ...ofEvent }),
  },
  reorder_deliveries: {
    area: 'deliveries',
    title: 'Deliver backwards',
    what: 'Holds deliveries until so many wait, then sends them one after the other, the newest first. What waits for a minute goes out even if too few have come.',
    parameters: z.strictObject({
      hold: z.int().min(2).max(25).default(3).meta({ title: 'Deliveries to hold' }),
      ...ofEvent,
    }),
  },
  repeat_deliveries: {
    area: 'deliveries',
    title: 'Deliver twice',
    what: 'Sends the same event two times at once, as Stripe says may happen. Whoever counts money has to count it once.',
    parameters: z.strictObject(ofEvent),
  },
  forge_signatures: {
    area: 'deliveries',
    title: 'Forge signatures',
    what: 'Signs with a wrong secret. A receiver that checks signatures answers 400, and the next attempt is signed right unless this goes on.',
    parameters: z.strictObject(ofEvent),
  },
} as const satisfies Record<string, TroubleKind>;

export type Kind = keyof typeof TROUBLES;

type Shape = { [K in Kind]: (typeof TROUBLES)[K]['parameters'] };

export const KINDS = Object.keys(TROUBLES) as Kind[]; // Object.keys() forgets the names.

// Object.fromEntries() does too.
const shape = Object.fromEntries(
  KINDS.map((kind) => [kind, TROUBLES[kind].parameters]),
) as unknown as Shape;

/** What is switched on, by kind; one setting each. */
export const Trouble = z.strictObject(shape).partial();

export type Trouble = z.output<typeof Trouble>;

export function isKind(name: string): name is Kind {
  return Object.hasOwn(TROUBLES, name);
}

export function kindsOn(taken: Partial<Record<Kind, object | null>>): Kind[] {
  return KINDS.filter((kind) => taken[kind]);
}

/** Whether `text` is what `pattern` says, in which `*` stands for anything. */
export function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head)) return false;
  // Each part as early as may be: a regular expression would try every way, for ever.
  let end = head.length;
  for (const part of parts) {
    const start = text.indexOf(part, end);
    if (start < 0) return false;
    end = start + part.length;
  }
  return text.length - tail.length >= end && text.endsWith(tail);
}
