import type Stripe from 'stripe';
import { askStripe, type AttemptOptions } from './ask-stripe.js';
import { toProblem } from './stripe-error.js';

const LARGEST_PAGE = 100;

export interface PageRequest {
  limit: number;
  created: { gte: number };
  starting_after?: string;
}

/** One of Stripe's lists from its newest to what was made at `time`, asked for page by page. */
export async function* pagesOf<T extends { id: string }>(
  time: Date,
  list: (page: PageRequest, options: AttemptOptions) => Promise<Stripe.ApiList<T>>,
): AsyncGenerator<T[]> {
  const request: PageRequest = {
    limit: LARGEST_PAGE,
    created: { gte: Math.floor(time.getTime() / 1000) },
  };
  for (;;) {
    const { data, has_more } = await ask(() => askStripe((options) => list(request, options)));
    yield data;
    const last = data.at(-1);
    if (!has_more || !last) return;
    request.starting_after = last.id;
  }
}

async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw toProblem(error);
  }
}
