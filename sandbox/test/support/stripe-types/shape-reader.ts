import ts from 'typescript';
import { isOptional } from './declarations.js';
import type { Field, ObjectShape, Shape } from '../../../src/testing/stripe-types/shape.js';

const PLAIN: [ts.TypeFlags, Shape][] = [
  [ts.TypeFlags.Any | ts.TypeFlags.Unknown, { is: 'anything' }],
  [ts.TypeFlags.String, { is: 'string' }],
  [ts.TypeFlags.Number, { is: 'number' }],
  // The T of a list.
  [ts.TypeFlags.TypeParameter, { is: 'resource', of: null }],
  [ts.TypeFlags.Null, { is: 'literal', of: [null] }],
  // Only ever `string & Record<never, never>`, which says that the list of literals may grow. What a
  // sandbox says has to be in the list.
  [
    ts.TypeFlags.Intersection | ts.TypeFlags.Undefined | ts.TypeFlags.Void,
    { is: 'literal', of: [] },
  ],
];

/** Turns the compiler's types into shapes. A type is described once, however often it is met. */
export class ShapeReader {
  readonly objects: ObjectShape[] = [];
  private readonly known = new Map<ts.Type, number>();

  constructor(private readonly checker: ts.TypeChecker) {}

  describe(type: ts.Type): number {
    const known = this.known.get(type);
    if (known !== undefined) return known;
    const fields: Record<string, Field> = {};
    const index = this.objects.push({ name: this.checker.typeToString(type), fields }) - 1;
    this.known.set(type, index);
    for (const property of type.getProperties()) {
      const shape = this.read(this.checker.getTypeOfSymbol(property));
      fields[property.name] = { shape, isOptional: isOptional(property) };
    }
    return index;
  }

  /** The value of the field `object`, which is how Stripe's objects name themselves. */
  resourceName(type: ts.Type): string | null {
    const field = type.getProperty('object');
    if (!field || isOptional(field)) return null;
    const fieldType = this.checker.getTypeOfSymbol(field);
    return fieldType.isStringLiteral() ? fieldType.value : null;
  }

  private read(type: ts.Type): Shape {
    const plain = PLAIN.find(([flags]) => (type.flags & flags) !== 0);
    if (plain) return plain[1];
    if (type.isUnion()) return choiceOf(type.types.map((member) => this.read(member)));
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return { is: 'literal', of: [this.checker.typeToString(type) === 'true'] };
    }
    if (type.isStringLiteral() || type.isNumberLiteral())
      return { is: 'literal', of: [type.value] };
    return this.readObject(type);
  }

  private readObject(type: ts.Type): Shape {
    const element = this.elementOf(type);
    if (element) return { is: 'list', of: this.read(element) };
    // On the wire a Decimal is a string of digits.
    if (type.symbol.name === 'Decimal') return { is: 'string' };
    const [anyKey] = this.checker.getIndexInfosOfType(type);
    if (anyKey) return { is: 'map', of: this.read(anyKey.type) };
    const resource = this.resourceName(type);
    if (resource !== null && resource !== 'list') return { is: 'resource', of: resource };
    return { is: 'object', of: this.describe(type) };
  }

  private elementOf(type: ts.Type): ts.Type | undefined {
    return this.checker.isArrayType(type) ? type.getNumberIndexType() : undefined;
  }
}

function choiceOf(shapes: Shape[]): Shape {
  const literals = shapes.flatMap((shape) => (shape.is === 'literal' ? shape.of : []));
  const others = shapes.filter(({ is }) => is !== 'literal');
  const all: Shape[] = literals.length > 0 ? [{ is: 'literal', of: literals }, ...others] : others;
  return all.length === 1 && all[0] ? all[0] : { is: 'choice', of: all };
}
