import { invalidRequest } from './stripe-error.js';

/** A decoded form: texts, and hashes of them. Lists are hashes with the keys 0, 1, 2 … */
export type FormNode = string | FormHash;
export type FormHash = Map<string, FormNode>;

const DEEPEST = 10;

/** `a[b]=1&c[]=2&c[]=3`, as Stripe's SDKs, curl and the CLI write it, in a body or a query. */
export function parseForm(text: string): FormHash {
  const form: FormHash = new Map();
  for (const [name, value] of new URLSearchParams(text)) put(form, name, value);
  return form;
}

/** The same text for the same parameters, in whatever order they came. */
export function canonicalForm(node: FormNode): string {
  if (typeof node === 'string') return JSON.stringify(node);
  const entries = [...node].map(([key, child]) => `${JSON.stringify(key)}:${canonicalForm(child)}`);
  return `{${entries.sort().join(',')}}`;
}

function put(form: FormHash, name: string, value: string): void {
  const path = pathOf(name);
  const last = path.pop() ?? '';
  let hash = form;
  for (const key of path) hash = childOf(hash, key, name);
  const key = last === '' && hash !== form ? String(hash.size) : last;
  if (hash.get(key) instanceof Map) throw malformed(name);
  hash.set(key, value);
}

function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match?.[1]) throw malformed(name);
  const keys = [...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map(([, key]) => key ?? '');
  if (keys.length > DEEPEST) throw malformed(name);
  return [match[1], ...keys];
}

function childOf(hash: FormHash, key: string, name: string): FormHash {
  const known = hash.get(key);
  if (known instanceof Map) return known;
  if (known !== undefined) throw malformed(name);
  const child: FormHash = new Map();
  hash.set(key, child);
  return child;
}

function malformed(name: string): Error {
  return invalidRequest(`Invalid parameter name: ${name.slice(0, 100)}`);
}
