import type { Catalogue, ObjectShape, Shape } from './shape.js';

type Wire = Record<string, unknown>;
type ShapeOf<Kind extends Shape['is']> = Extract<Shape, { is: Kind }>;

/** Compares what came over the wire with the catalogue, and tells every place where they differ. */
export class Misfits {
  constructor(
    private readonly catalogue: Catalogue,
    /** Whether it was shown to the holder of a publishable key, who sees fewer fields. */
    private readonly isPublic = false,
    /** Whether it tells what an object was: the fields that changed, at any depth; null was none. */
    private readonly isPrevious = false,
  ) {}

  /** Of a whole body: an object, a list of them, or an error. */
  ofAnswer(body: unknown): string[] {
    if (!isObject(body)) return [`it is ${show(body)}, not an object`];
    const { error } = this.catalogue;
    if ('error' in body) return this.ofValue(body['error'], { is: 'object', of: error }, 'error');
    return this.ofResource(body, null, String(body['object']));
  }

  private ofValue(value: unknown, shape: Shape, at: string): string[] {
    return this.isPrevious && value === null ? [] : this.ofPresent(value, shape, at);
  }

  private ofPresent(value: unknown, shape: Shape, at: string): string[] {
    switch (shape.is) {
      case 'anything':
        return [];
      case 'literal':
        return shape.of.some((literal) => literal === value) ? [] : [differs(value, shape, at)];
      case 'list':
        return this.ofList(value, shape, at);
      case 'choice':
        return this.ofChoice(value, shape, at);
      case 'object':
      case 'resource':
      case 'map':
        return this.ofObject(value, shape, at);
      default:
        return typeof value === shape.is ? [] : [differs(value, shape, at)];
    }
  }

  private ofList(value: unknown, shape: ShapeOf<'list'>, at: string): string[] {
    if (!Array.isArray(value)) return [differs(value, shape, at)];
    return value.flatMap((item, index) => this.ofValue(item, shape.of, `${at}[${index}]`));
  }

  private ofChoice(value: unknown, shape: ShapeOf<'choice'>, at: string): string[] {
    const attempts = shape.of.map((each) => this.ofValue(value, each, at));
    return nearest(attempts, at) ?? [differs(value, shape, at)];
  }

  private ofObject(value: unknown, shape: ShapeOf<'object' | 'resource' | 'map'>, at: string) {
    if (!isObject(value)) return [differs(value, shape, at)];
    if (shape.is === 'resource') return this.ofResource(value, shape.of, at);
    if (shape.is === 'object') return this.ofFields(value, this.described(shape.of), at);
    return Object.entries(value).flatMap(([key, item]) =>
      this.ofValue(item, shape.of, `${at}.${key}`),
    );
  }

  private ofResource(value: Wire, expected: string | null, at: string): string[] {
    const name = String(value['object']);
    if (name !== (expected ?? name)) return [`${at} is a ${name}, not a ${String(expected)}`];
    const kinds = this.catalogue.resources[name]?.map((kind) => this.described(kind));
    if (!kinds) return [`${at} is a ${name}, which the catalogue does not have`];
    const required = this.isPublic ? this.catalogue.publishable[name] : undefined;
    const attempts = sameType(kinds, value).map((kind) => this.ofFields(value, kind, at, required));
    return nearest(attempts, at) ?? [];
  }

  private ofFields(
    value: Wire,
    { name, fields }: ObjectShape,
    at: string,
    required = Object.keys(fields).filter((field) => !fields[field]?.isOptional),
  ): string[] {
    const missing = required
      .filter((field) => !this.isPrevious && !(field in value))
      .map((field) => `${at}.${field} is missing, and ${name} requires it`);
    const present = Object.entries(value).flatMap(([key, item]) => {
      const field = fields[key];
      if (!field) return [`${at}.${key} is not a field of ${name}`];
      const within =
        key === 'previous_attributes' ? new Misfits(this.catalogue, this.isPublic, true) : this;
      return within.ofValue(item, field.shape, `${at}.${key}`);
    });
    return [...missing, ...present];
  }

  private described(index: number): ObjectShape {
    const shape = this.catalogue.objects[index];
    if (!shape) throw new Error(`The catalogue has no object ${index}.`);
    return shape;
  }
}

/** Events have many kinds; the one of that `type` is meant, or else any of them. */
function sameType(kinds: ObjectShape[], value: Wire): ObjectShape[] {
  const same = kinds.filter(({ fields }) => {
    const shape = fields['type']?.shape;
    return shape?.is === 'literal' && shape.of.some((literal) => literal === value['type']);
  });
  return same.length > 0 ? same : kinds;
}

/** Of several descriptions one has to fit. If none does, the one is told that fails least inside. */
function nearest(attempts: string[][], at: string): string[] | undefined {
  const ofThatKind = attempts.filter((misfits) =>
    misfits.every((misfit) => !misfit.startsWith(`${at} `)),
  );
  return ofThatKind.sort((one, other) => one.length - other.length)[0];
}

const isObject = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown) => JSON.stringify(value);

const differs = (value: unknown, shape: Shape, at: string) =>
  `${at} is ${show(value)}, not ${describe(shape)}`;

function describe(shape: Shape): string {
  if (shape.is === 'choice') return shape.of.map(describe).join(' or ');
  if (shape.is === 'literal') return `one of ${shape.of.map(show).join(', ')}`;
  return shape.is === 'resource' ? `a ${shape.of ?? 'Stripe object'}` : `a ${shape.is}`;
}
