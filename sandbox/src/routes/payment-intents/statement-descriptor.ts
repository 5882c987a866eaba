import { descriptorProblem } from '../../model/statement-descriptor.js';
import type { Params } from '../../wire/params.js';

/** What banks print after the account's own descriptor. */
export function readSuffix(params: Params): string | null | undefined {
  refuseDescriptor(params);
  return readDescriptor(params, 'statement_descriptor_suffix');
}

/** The whole of what banks print cannot be chosen where a card can pay, which is everywhere here. */
export function refuseDescriptor(params: Params): void {
  const descriptor = readDescriptor(params, 'statement_descriptor') ?? null;
  if (descriptor !== null) throw params.refuse('statement_descriptor', NOT_FOR_CARDS);
}

function readDescriptor(params: Params, name: string): string | null | undefined {
  const text = params.text(name);
  const problem = text ? descriptorProblem(text) : null;
  if (problem !== null) throw params.refuse(name, problem);
  return text;
}

const NOT_FOR_CARDS =
  'The statement_descriptor parameter is not supported for the payment_method_type `card`. To continue supporting payment_method_type `card`, please pass in `statement_descriptor_suffix` or remove the `statement_descriptor` parameter altogether.';
