import { mergeMetadata, type Metadata } from '../model/metadata.js';
import type { Params } from '../wire/params.js';
import { invalidRequest } from '../wire/stripe-error.js';

export function readMetadata(params: Params, current: Metadata): Metadata {
  const changes = params.dictionary('metadata');
  if (changes === undefined) return current;
  const merged = mergeMetadata(current, changes);
  if (merged.ok) return merged.metadata;
  throw invalidRequest(merged.message, { param: merged.param });
}
