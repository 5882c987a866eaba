import type { SandboxStore } from '../store/sandbox-store.js';
import { invalidRequest, type StripeError } from '../wire/stripe-error.js';
import type { Answer, Call, Caller, Endpoint } from './endpoint.js';
import { type ResourceName, RESOURCES } from './resources.js';

/** The names of properties, each within the one before: `latest_charge.payment_intent`. */
type Path = readonly string[];

type Expandable = Readonly<Partial<Record<string, ResourceName>>>;

const DEEPEST = 4;

/** What a browser may have whole: never what the shop keeps to itself. */
const PUBLISHABLE: Partial<Record<ResourceName, Expandable>> = {
  payment_intent: { payment_method: 'payment_method' },
};

/** Answers, with what the caller wants whole; refuses paths that lead nowhere before all else. */
export function answerExpanded(endpoint: Endpoint, call: Call): Answer {
  const { resource, isList = false } = endpoint;
  if (resource === undefined) return endpoint.answer(call);
  const paths = (call.params.texts('expand') ?? []).map((text) =>
    isList ? readListPath(text, resource) : readPath(text, resource, call.caller),
  );
  const answer = endpoint.answer(call);
  if (answer.status !== 200) return answer;
  const expandAll = (shown: unknown) =>
    paths.reduce((whole, path) => expand(call.store, whole, resource, path), shown);
  const { body } = answer;
  return { ...answer, body: isList ? mapData(body, expandAll) : expandAll(body) };
}

function readPath(text: string, resource: ResourceName, caller: Caller): Path {
  const path = text.split('.');
  if (path.length > DEEPEST) throw tooDeep(text);
  if (leadsSomewhere(path, resource, caller)) return path;
  throw cannotExpand(text);
}

function readListPath(text: string, resource: ResourceName): Path {
  const path = text.split('.');
  if (path.length > DEEPEST) throw tooDeep(text);
  const [list, ...within] = path;
  if (list === 'data' && within.length > 0 && leadsSomewhere(within, resource, 'secret')) {
    return within;
  }
  const isMisplaced = leadsSomewhere(path, resource, 'secret');
  throw cannotExpand(
    text,
    isMisplaced ? ` You may want to try expanding 'data.${text}' instead.` : '',
  );
}

function leadsSomewhere(path: Path, from: ResourceName, caller: Caller): boolean {
  let resource: ResourceName | undefined = from;
  for (const name of path) resource = resource && behind(resource, name, caller);
  return resource !== undefined;
}

/** What every object inherits, such as `constructor`, is no property of Stripe's. */
function behind(resource: ResourceName, name: string, caller: Caller): ResourceName | undefined {
  const expandable = expandableOf(resource, caller);
  return Object.hasOwn(expandable, name) ? expandable[name] : undefined;
}

function expandableOf(resource: ResourceName, caller: Caller): Expandable {
  return caller === 'publishable' ? (PUBLISHABLE[resource] ?? {}) : RESOURCES[resource].expandable;
}

function expand(
  store: SandboxStore,
  shown: unknown,
  resource: ResourceName,
  [name, ...deeper]: Path,
): unknown {
  const kind = name === undefined ? undefined : behind(resource, name, 'secret');
  if (!isObject(shown) || name === undefined || kind === undefined) return shown;
  const value = shown[name];
  const whole = typeof value === 'string' ? (RESOURCES[kind].find(store, value) ?? value) : value;
  return { ...shown, [name]: expand(store, whole, kind, deeper) };
}

function mapData(list: unknown, change: (item: unknown) => unknown): unknown {
  if (isObject(list) && Array.isArray(list['data'])) {
    return { ...list, data: list['data'].map(change) };
  }
  throw new Error('A route that is marked as a list answers with something else.');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function cannotExpand(path: string, advice = ''): StripeError {
  return invalidRequest(`This property cannot be expanded (${path}).${advice}`);
}

function tooDeep(path: string): StripeError {
  const message = `You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`;
  return invalidRequest(message, { code: 'property_expansion_max_depth' });
}
