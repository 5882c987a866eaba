import type { PaymentIntent } from '../../model/payment-intent.js';
import type { Params } from '../../wire/params.js';
import { notImitated } from '../../wire/stripe-error.js';

type CaptureMethod = PaymentIntent['captureMethod'];

export function readCaptureMethod(params: Params, current: CaptureMethod): CaptureMethod {
  const method = params.oneOf('capture_method', ['automatic', 'automatic_async', 'manual']);
  if (method === 'manual') throw notImitated('manual capture', 'capture_method');
  return method ?? current;
}
