import { type FormHash, type FormNode, itemsOf, sparseArray } from './stripe-form.js';
import { invalidRequest, notImitated, type StripeError } from './stripe-error.js';
import { charactersOf } from '../model/characters.js';

/**
 * Reads the parameters of a request by name and type. Whoever reads calls refuseUnknown() last: a
 * name that nobody asked for is a mistake the caller wants to hear about.
 */
export class Params {
  private readonly read = new Set<string>();
  private readonly children: Params[] = [];

  constructor(
    private readonly form: FormHash,
    private readonly path = '',
  ) {}

  has(name: string): boolean {
    return this.form.has(name);
  }

  isHash(name: string): boolean {
    return this.form.get(name) instanceof Map;
  }

  /** Absent: undefined. Sent empty, which Stripe takes for "unset": null. */
  text(name: string, longest = 5000): string | null | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw this.refuse(name, 'Invalid string: a hash was given.');
    if (charactersOf(value).length > longest) {
      const message = `Invalid string: ${shortened(value)}; must be at most ${longest} characters`;
      throw this.refuse(name, message);
    }
    return value === '' ? null : value;
  }

  /** Of what cannot be unset, such as an id, a number, or one of several words. */
  value(name: string): string | undefined {
    const value = this.text(name);
    if (value === null) throw this.empty(name);
    return value;
  }

  requiredText(name: string): string {
    const value = this.value(name);
    if (value === undefined) throw this.missing(name);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (/^-?\d{1,15}$/.test(value)) return Number(value);
    throw this.refuse(name, `Invalid integer: ${value}`, 'parameter_invalid_integer');
  }

  requiredInteger(name: string): number {
    const value = this.integer(name);
    if (value === undefined) throw this.missing(name);
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (value === 'true' || value === 'false') return value === 'true';
    throw this.refuse(name, `Invalid boolean: ${value}`);
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const known = allowed.find((each) => each === value);
    if (known !== undefined) return known;
    throw this.refuse(name, `Invalid ${this.nameOf(name)}: must be one of ${allowed.join(', ')}`);
  }

  texts(name: string): string[] | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    if (value === '') throw this.empty(name);
    if (typeof value === 'string') throw this.refuse(name, 'Invalid array');
    const items = itemsOf(value);
    if (!items) throw this.refuse(name, sparseArray(value));
    return items.map((each) => {
      if (typeof each === 'string') return each;
      throw this.refuse(name, 'Invalid array: a hash was given.');
    });
  }

  hash(name: string): Params | undefined {
    const hash = this.emptyableHash(name);
    if (hash === null) throw this.empty(name);
    return hash;
  }

  /** Absent: undefined. Sent empty, which unsets it: null. The SDK's types call these Emptyable. */
  emptyableHash(name: string): Params | null | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    if (value === '') return null;
    if (typeof value === 'string') throw this.refuse(name, 'Invalid object');
    const child = new Params(value, this.nameOf(name));
    this.children.push(child);
    return child;
  }

  /** A hash whose keys are the caller's own. */
  dictionary(name: string): Record<string, string> | null | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    if (value === '') return null;
    if (typeof value === 'string') throw this.refuse(name, 'Invalid object');
    const entries = [...value].map(([key, each]): [string, string] => {
      if (typeof each === 'string') return [key, each];
      throw this.refuse(name, `Invalid string: ${this.nameOf(name)}[${key}] is a hash.`);
    });
    return Object.fromEntries(entries);
  }

  /** Names that Stripe knows and the sandbox does not. */
  refuseNotImitated(names: readonly string[]): void {
    const sent = names.find((name) => this.has(name));
    if (sent !== undefined) {
      throw notImitated(`the parameter ${this.nameOf(sent)}`, this.nameOf(sent));
    }
  }

  /** Names of what can be unset later, and not before it was ever set. */
  refuseEmpty(names: readonly string[]): void {
    const empty = names.find((name) => this.form.get(name) === '');
    if (empty !== undefined) throw this.empty(empty);
  }

  refuseUnknown(): void {
    for (const name of this.form.keys()) {
      if (this.read.has(name)) continue;
      const full = this.nameOf(name);
      const message = `Received unknown parameter: ${full}`;
      throw invalidRequest(message, { code: 'parameter_unknown', param: full });
    }
    for (const child of this.children) child.refuseUnknown();
  }

  refuse(name: string, message: string, code: string | null = null): StripeError {
    return invalidRequest(message, { code, param: this.nameOf(name) });
  }

  missing(name: string): StripeError {
    const full = this.nameOf(name);
    return this.refuse(name, `Missing required param: ${full}.`, 'parameter_missing');
  }

  empty(name: string): StripeError {
    const full = this.nameOf(name);
    const message = `You passed an empty string for '${full}'. We assume empty values are an attempt to unset a parameter; however '${full}' cannot be unset. You should remove '${full}' from your request or supply a non-empty value.`;
    return this.refuse(name, message, 'parameter_invalid_empty');
  }

  /** With the names of the hashes it is in: `card[token]`. */
  nameOf(name: string): string {
    return this.path === '' ? name : `${this.path}[${name}]`;
  }

  private take(name: string): FormNode | undefined {
    this.read.add(name);
    return this.form.get(name);
  }
}

/** As Stripe quotes what is too long: its beginning and its end. */
function shortened(text: string): string {
  const characters = charactersOf(text);
  return `${characters.slice(0, 4).join('')}...${characters.slice(-4).join('')}`;
}
