/** What a value on the wire may look like, as the SDK's declaration files tell it. */
export type Shape =
  | { is: 'string' | 'number' | 'boolean' | 'anything' }
  | { is: 'literal'; of: (string | number | boolean | null)[] }
  | { is: 'list'; of: Shape }
  /** Any key, such as metadata. */
  | { is: 'map'; of: Shape }
  /** One of the catalogue's `objects`. */
  | { is: 'object'; of: number }
  /** An object that tells by its field `object` what it is; null: whatever it says it is. */
  | { is: 'resource'; of: string | null }
  | { is: 'choice'; of: Shape[] };

export interface Field {
  shape: Shape;
  isOptional: boolean;
}

export interface ObjectShape {
  name: string;
  fields: Record<string, Field>;
}

export interface Catalogue {
  objects: ObjectShape[];
  /** By the value of `object`, such as `payment_intent`: what it may look like. */
  resources: Record<string, number[]>;
  /** Where a browser sees less: the fields that the types of Stripe.js require. */
  publishable: Record<string, string[]>;
  /** What stands under `error`. */
  error: number;
  /** By the request, such as `POST /v1/refunds`: what it takes. */
  parameters: Record<string, number>;
}
