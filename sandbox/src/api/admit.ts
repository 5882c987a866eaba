import type { IdempotencyKey } from '../store/idempotency-records.js';
import { apiVersion } from '../wire/api-version.js';
import { Params } from '../wire/params.js';
import { parseForm } from '../wire/stripe-form.js';
import { authenticate, refuseOtherAccount } from './authenticate.js';
import type { Caller, Endpoint } from './endpoint.js';
import { fingerprintOf, idempotencyKeyOf } from './idempotency.js';
import { formTextOf, type Incoming } from './incoming.js';

/** A request whose key, version and form are in order. */
export interface Admitted {
  params: Params;
  caller: Caller;
  apiKey: string;
  version: string;
  idempotency: IdempotencyKey | null;
  fingerprint: string;
}

export function admit(incoming: Incoming, endpoint: Endpoint, account: string): Admitted {
  const form = parseForm(formTextOf(incoming));
  const params = new Params(form);
  const { authorization, method, path } = incoming;
  const keyParam = params.text('key');
  const { caller, apiKey } = authenticate(
    { authorization, keyParam },
    endpoint.isPublishable ?? false,
  );
  refuseOtherAccount(incoming.accounts, account, apiKey);
  return {
    params,
    caller,
    apiKey,
    version: apiVersion(incoming.versionHeader),
    idempotency: idempotencyKeyOf(incoming.idempotencyKey, caller),
    fingerprint: fingerprintOf(method, path, form),
  };
}
