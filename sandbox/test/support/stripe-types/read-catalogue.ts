import path from 'node:path';
import type ts from 'typescript';
import type { Catalogue } from '../../../src/testing/stripe-types/shape.js';
import { packages } from '../paths.js';
import { Declarations, isOptional } from './declarations.js';
import { OPERATIONS } from './operations.js';
import { ShapeReader } from './shape-reader.js';

const SDK = path.join(packages, 'stripe/esm');
const STRIPE_JS = path.join(packages, '@stripe/stripe-js/dist/api/index.d.ts');

/**
 * What the sandbox may show. Of anything else the check says at once that it is not known; then it
 * is added here, with the file that declares it.
 */
const RESOURCES: [file: string, ...types: string[]][] = [
  ['Accounts', 'Account'],
  ['BalanceTransactions', 'BalanceTransaction'],
  ['Charges', 'Charge'],
  ['Customers', 'Customer', 'DeletedCustomer'],
  ['Disputes', 'Dispute'],
  ['PaymentIntents', 'PaymentIntent'],
  ['PaymentMethods', 'PaymentMethod'],
  ['Refunds', 'Refund'],
  ['WebhookEndpoints', 'WebhookEndpoint', 'DeletedWebhookEndpoint'],
];
/** Codes of errors that Stripe's documentation has and the SDK's types have not. */
const MORE_CODES = [
  'invalid_charge_amount_no_decimal_compatible',
  'payment_method_types_no_longer_supported',
  'property_expansion_max_depth',
];

const SHOWN_TO_BROWSERS = { payment_intent: 'PaymentIntent', payment_method: 'PaymentMethod' };

const declaringFile = (name: string) => path.join(SDK, 'resources', `${name}.d.ts`);

/** Reads the declaration files of the SDK and of Stripe.js. */
export function readCatalogue(): Catalogue {
  const declarations = new Declarations([
    ...RESOURCES.map(([file]) => declaringFile(file)),
    declaringFile('Events'),
    path.join(SDK, 'lib.d.ts'),
    STRIPE_JS,
  ]);
  const reader = new ShapeReader(declarations.checker);
  const resources: Record<string, number[]> = {};
  const add = (type: ts.Type) => {
    const name = reader.resourceName(type) ?? '';
    (resources[name] ??= []).push(reader.describe(type));
  };
  for (const [file, ...types] of RESOURCES) {
    for (const type of types) add(declarations.exported(declaringFile(file), type));
  }
  for (const event of eventsAbout(Object.keys(resources), declarations, reader)) add(event);
  add(declarations.exported(path.join(SDK, 'lib.d.ts'), 'ApiList'));
  return {
    resources,
    publishable: readPublishable(declarations),
    error: describeError(declarations, reader),
    parameters: Object.fromEntries(
      OPERATIONS.map(([request, file, type]) => [
        request,
        reader.describe(declarations.exported(declaringFile(file), type)),
      ]),
    ),
    objects: reader.objects,
  };
}

function describeError(declarations: Declarations, reader: ShapeReader): number {
  const intent = declarations.exported(declaringFile('PaymentIntents'), 'PaymentIntent');
  const index = reader.describe(declarations.field(intent, 'last_payment_error'));
  const codes = reader.objects[index]?.fields['code']?.shape;
  if (codes?.is !== 'literal') throw new Error('The SDK no longer lists the codes of errors.');
  codes.of.push(...MORE_CODES);
  return index;
}

function eventsAbout(names: string[], declarations: Declarations, reader: ShapeReader): ts.Type[] {
  const event = declarations.exported(declaringFile('Events'), 'Event');
  const kinds = event.isUnion() ? event.types : [event];
  return kinds.filter((kind) => {
    const subject = declarations.field(declarations.field(kind, 'data'), 'object');
    return names.includes(reader.resourceName(subject) ?? '');
  });
}

function readPublishable(declarations: Declarations): Record<string, string[]> {
  const requiredBy = (name: string) =>
    declarations
      .exported(STRIPE_JS, name)
      .getProperties()
      .filter((field) => !isOptional(field))
      .map((field) => field.name);
  return Object.fromEntries(
    Object.entries(SHOWN_TO_BROWSERS).map(([resource, name]) => [resource, requiredBy(name)]),
  );
}
