import type { PaymentIntent } from '../../model/payment-intent.js';
import type { Params } from '../../wire/params.js';

type CaptureMethod = PaymentIntent['captureMethod'];

export function readCaptureMethod(params: Params, current: CaptureMethod): CaptureMethod {
  return params.oneOf('capture_method', ['automatic', 'automatic_async', 'manual']) ?? current;
}
