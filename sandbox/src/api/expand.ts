import type { SandboxStore } from '../store/sandbox-store.js';
import { invalidRequest, type StripeError } from '../wire/stripe-error.js';
import type { Answer, Call, Caller, Endpoint } from './endpoint.js';
import { type ResourceName, RESOURCES } from './resources.js';

/** The names of properties, each within the one before: `latest_charge.payment_intent`. */
type Path = readonly string[];

/** What a path can go on from. */
interface Place {
  resource: ResourceName;
  isList: boolean;
}

type Expandable = Readonly<Partial<Record<string, ResourceName | null>>>;

const DEEPEST = 4;

/** What a browser may have whole: never what the shop keeps to itself. */
const PUBLISHABLE: Partial<Record<ResourceName, Expandable>> = {
  payment_intent: { payment_method: 'payment_method' },
};

/** Answers, with what the caller wants whole; refuses paths that lead nowhere before all else. */
export function answerExpanded(endpoint: Endpoint, call: Call): Answer {
  const { resource, isList = false } = endpoint;
  if (resource === undefined) return endpoint.answer(call);
  const start: Place = { resource, isList };
  const paths = (call.params.texts('expand') ?? []).map((text) =>
    readPath(text, start, call.caller),
  );
  const answer = endpoint.answer(call);
  if (answer.status !== 200) return answer;
  const expandOne = (whole: unknown, path: Path) => expand(call.store, whole, start, path);
  return { ...answer, body: paths.reduce(expandOne, answer.body) };
}

function readPath(text: string, start: Place, caller: Caller): Path {
  const path = text.split('.');
  if (path.length > DEEPEST) throw tooDeep(text);
  let place: Place | null = start;
  for (const [index, name] of path.entries()) {
    const next: Place | null | undefined = place ? behind(place, name, caller) : undefined;
    if (next === undefined) {
      throw cannotExpand(path.slice(0, index + 1), start.isList && index === 0);
    }
    place = next;
  }
  return path;
}

/** null: to nothing. undefined: it cannot be expanded. */
function behind(
  { resource, isList }: Place,
  name: string,
  caller: Caller,
): Place | null | undefined {
  if (isList) return name === 'data' ? { resource, isList: false } : undefined;
  const { lists = {} } = RESOURCES[resource];
  const list = caller === 'secret' ? own(lists, name) : undefined;
  if (list) return { resource: list.resource, isList: true };
  const next = own(expandableOf(resource, caller), name);
  return next ? { resource: next, isList: false } : next;
}

function expandableOf(resource: ResourceName, caller: Caller): Expandable {
  return caller === 'publishable' ? (PUBLISHABLE[resource] ?? {}) : RESOURCES[resource].expandable;
}

function expand(
  store: SandboxStore,
  shown: unknown,
  place: Place,
  [name, ...deeper]: Path,
): unknown {
  const next = name === undefined ? null : behind(place, name, 'secret');
  if (!isObject(shown) || name === undefined || !next) return shown;
  if (place.isList) {
    const data = itemsOf(shown).map((item) => expand(store, item, next, deeper));
    return { ...shown, data };
  }
  const whole = wholeOf(store, shown, place.resource, name) ?? shown[name];
  return { ...shown, [name]: expand(store, whole, next, deeper) };
}

function wholeOf(
  store: SandboxStore,
  shown: Record<string, unknown>,
  resource: ResourceName,
  name: string,
): unknown {
  const { [name]: value, id } = shown;
  const { lists = {} } = RESOURCES[resource];
  if (value === undefined && typeof id === 'string') return own(lists, name)?.read(store, id);
  const kind = own(expandableOf(resource, 'secret'), name);
  return kind && typeof value === 'string' ? RESOURCES[kind].find?.(store, value) : value;
}

/** What every object inherits, such as `constructor`, is no property of Stripe's. */
function own<T>(table: Readonly<Partial<Record<string, T>>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function itemsOf({ data }: Record<string, unknown>): unknown[] {
  if (Array.isArray(data)) return data;
  throw new Error('A route that is marked as a list answers with something else.');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function cannotExpand(path: Path, isOfItems: boolean): StripeError {
  const name = path.join('.');
  const advice = isOfItems ? ` You may want to try expanding 'data.${name}' instead.` : '';
  return invalidRequest(`This property cannot be expanded (${name}).${advice}`);
}

function tooDeep(path: string): StripeError {
  const message = `You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`;
  return invalidRequest(message, { code: 'property_expansion_max_depth' });
}
