import type Stripe from 'stripe';
import type { Condition, Page, PageRequest } from '../store/page.js';
import type { Params } from '../wire/params.js';
import { invalidRequest, noSuch } from '../wire/stripe-error.js';

const DEFAULT_LIMIT = 10;
const LARGEST_LIMIT = 100;

/** What pages of `kind` are made of, for reading the cursors. */
interface Listed {
  kind: string;
  find: (id: string) => unknown;
}

export function readPage(params: Params, listed: Listed): PageRequest {
  const limit = readLimit(params);
  const startingAfter = readCursor(params, 'starting_after', listed);
  const endingBefore = readCursor(params, 'ending_before', listed);
  if (startingAfter !== null && endingBefore !== null) throw invalidRequest(BOTH_CURSORS);
  return { limit, startingAfter, endingBefore };
}

const BOTH_CURSORS =
  'Received both starting_after and ending_before parameters. Please pass in only one.';

/** `created=5` or `created[gte]=5&created[lt]=9`. */
export function readCreated(params: Params): Condition[] {
  if (!params.isHash('created')) return comparison('=', params.integer('created'));
  const range = params.hash('created');
  if (!range) return [];
  return [
    ...comparison('>', range.integer('gt')),
    ...comparison('>=', range.integer('gte')),
    ...comparison('<', range.integer('lt')),
    ...comparison('<=', range.integer('lte')),
  ];
}

export function listOf<T, R>(
  url: string,
  page: Page<T>,
  render: (item: T) => R,
): Stripe.ApiList<R> {
  return { object: 'list', data: page.items.map(render), has_more: page.hasMore, url };
}

function readLimit(params: Params): number {
  const limit = params.integer('limit') ?? DEFAULT_LIMIT;
  const code = 'parameter_invalid_integer';
  if (limit < 1) {
    throw params.refuse('limit', 'This value must be greater than or equal to 1.', code);
  }
  if (limit <= LARGEST_LIMIT) return limit;
  const message = `This value must be less than or equal to ${LARGEST_LIMIT}.`;
  throw params.refuse('limit', message, code);
}

function readCursor(params: Params, name: string, { kind, find }: Listed): string | null {
  const id = params.value(name) ?? null;
  if (id !== null && find(id) === undefined) throw noSuch(kind, id, name, 400);
  return id;
}

function comparison(operator: string, seconds: number | undefined): Condition[] {
  return seconds === undefined ? [] : [{ sql: `created ${operator} ?`, values: [seconds] }];
}
