import { catalogue } from 'stripe-sandbox/testing';
import type { Shape } from '../../src/testing/stripe-types/shape.js';

/** What is sent with each parameter of a request. */
export interface Setting {
  /** Of the object in its path. */
  id: string;
  key?: string;
  /** What the request cannot do without. */
  form?: string;
  /** What parameters inside of a hash cannot do without, by the hash. */
  within: Record<string, string>;
}

interface Refusal {
  code?: string;
  message: string;
  param?: string;
}

/** Of the SDK's parameters of one request. */
export interface Findings {
  /** The sandbox says that Stripe does not have them. */
  unknown: string[];
  /** May be sent empty here and cannot at Stripe, by the SDK's types; or the other way round. */
  emptied: string[];
  /** Another refusal came first: the test has to send more beside them. */
  hidden: string[];
  /** The sandbox says that it does not imitate them: the last of their names. */
  notImitated: string[];
}

const UNHEARD_OF = 'zzz';

/** Asks about every parameter, and never so that anything is done: an unheard-of one comes with each. */
export class KnownParameters {
  private readonly findings: Findings = { unknown: [], emptied: [], hidden: [], notImitated: [] };

  constructor(
    private readonly url: string,
    private readonly request: string,
    private readonly setting: Setting,
  ) {}

  async check(): Promise<Findings> {
    await this.checkFields(catalogue().parameters[this.request] ?? -1, '');
    return this.findings;
  }

  /** With one parameter inside of `parent`, which is '' for none. */
  async ask(parent: string, parameter: string): Promise<Refusal> {
    const { form = '', within } = this.setting;
    const needed = Object.entries(within).map(([hash, text]) => (isAt(hash, parent) ? text : ''));
    const beside = [form, ...needed].join('&').split('&');
    const all = [
      ...beside.filter((text) => text !== '' && !isAt(nameOf(parameter), nameOf(text))),
      parameter,
      `${inside(parent, UNHEARD_OF)}=1`,
    ];
    return this.send(all.join('&'));
  }

  private async checkFields(index: number, parent: string): Promise<void> {
    const shape = catalogue().objects[index];
    if (!shape) throw new Error(`The catalogue has no parameters of ${this.request}.`);
    for (const [name, field] of Object.entries(shape.fields)) {
      const path = inside(parent, name);
      const shapes = field.shape.is === 'choice' ? field.shape.of : [field.shape];
      if (!(await this.isTaken(path, parent, shapes))) continue;
      await this.checkEmpty(path, parent, shapes);
      for (const each of shapes) if (each.is === 'object') await this.checkFields(each.of, path);
    }
  }

  private async isTaken(path: string, parent: string, shapes: Shape[]): Promise<boolean> {
    const refusal = await this.ask(parent, sample(path, shapes));
    const { code, message, param = '' } = refusal;
    if (param === path && code === 'parameter_unknown') {
      this.findings.unknown.push(path);
      return false;
    }
    if (message.includes(`does not imitate the parameter ${path} `)) {
      this.findings.notImitated.push(leafOf(path));
    }
    const isHidden = param !== inside(parent, UNHEARD_OF) && !isAbout(path, refusal);
    if (isHidden) this.findings.hidden.push(`${path}: ${message}`);
    return !message.includes('does not imitate');
  }

  /** Texts can be unset although the types do not say so. */
  private async checkEmpty(path: string, parent: string, shapes: Shape[]): Promise<void> {
    const { code, param } = await this.ask(parent, `${path}=`);
    const isRefused = code === 'parameter_invalid_empty' && param === path;
    const isText = shapes.some(({ is }) => is === 'string');
    const isEmptyable = shapes.some((shape) => shape.is === 'literal' && shape.of.includes(null));
    if (isEmptyable ? isRefused : !isText && !isRefused) this.findings.emptied.push(path);
  }

  private async send(form: string): Promise<Refusal> {
    const { id, key = 'sk_test_foliosandbox' } = this.setting;
    const [method = '', path = ''] = this.request.replace(':id', id).split(' ');
    const headers = {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    };
    const response =
      method === 'GET'
        ? await fetch(`${this.url}${path}?${form}`, { headers })
        : await fetch(`${this.url}${path}`, { method, headers, body: form });
    const { error } = (await response.json()) as { error?: Refusal };
    if (error) return error;
    throw new Error(`${this.request} took ${form}`);
  }
}

const inside = (parent: string, name: string) => (parent === '' ? name : `${parent}[${name}]`);

const nameOf = (parameter: string) => parameter.split('=')[0] ?? '';

const leafOf = (path: string) => /(\w+)\]?$/.exec(path)?.[1] ?? path;

const isAt = (hash: string, path: string) => path === hash || path.startsWith(`${hash}[`);

/** What is wrong with a card is told without the hash that its fields are in. */
const isAbout = (path: string, { message, param = '' }: Refusal) =>
  isAt(path, param) || param === leafOf(path) || message.includes(path);

function sample(path: string, shapes: Shape[]): string {
  const [shape] = shapes.filter((each) => each.is !== 'literal' || each.of[0] !== null);
  switch (shape?.is) {
    case 'object':
      return `${path}[${UNHEARD_OF}]=1`;
    case 'list':
      return sample(`${path}[0]`, [shape.of]);
    case 'map':
      return `${path}[key]=x`;
    case 'literal':
      return `${path}=${String(shape.of.find((each) => each !== null) ?? 'x')}`;
    case 'number':
      return `${path}=1`;
    default:
      return `${path}=x`;
  }
}
