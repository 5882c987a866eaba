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

/** What stands under 0, 1, 2 … in order; null: there are other keys. */
export function itemsOf(hash: FormHash): FormNode[] | null {
  const items = Array.from({ length: hash.size }, (_, index) => hash.get(String(index)));
  return items.every((item) => item !== undefined) ? items : null;
}

/** Why a hash is no array. */
export function sparseArray(hash: FormHash): string {
  const keys = [...hash.keys()];
  const expected = keys.findIndex((_key, index) => !hash.has(String(index)));
  const passed = keys.slice(0, 10).map((key) => `\`${key.slice(0, 40)}\``);
  return `If passing an array with explicit keys (e.g. foo[0]=a&foo[1]=b) instead of as an array (e.g. foo[]=a&foo[]=b), the keys must be numeric and sequential starting from 0. You passed the keys ${passed.join(', ')}, we expected to have a key with the value \`${expected}\`.`;
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
  const isItem = last === '' && hash !== form;
  const key = isItem ? String(hash.size) : last;
  const known = hash.get(key);
  // After `a[1]=x` an `a[]=y` would take its place.
  if (known instanceof Map || (isItem && known !== undefined)) throw malformed(name);
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
