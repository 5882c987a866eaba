import { describe, expect, it } from '@jest/globals';
import { readAnswer } from './api-answer.js';

describe(readAnswer, () => {
  it('recognises a PaymentIntent', () => {
    const intent = { id: 'pi_1', object: 'payment_intent', status: 'succeeded' };

    expect(readAnswer(200, JSON.stringify(intent))).toEqual({ paymentIntent: intent });
  });

  it('passes an error on as the API gave it', () => {
    const error = { type: 'card_error', code: 'card_declined', decline_code: 'lost_card' };

    expect(readAnswer(402, JSON.stringify({ error }))).toEqual({ error });
  });

  it.each(['<html>', '', 'null', '{}', '{"error":"no"}', '{"object":"payment_intent"}'])(
    'calls %p an api_error and names the status',
    (text) => {
      expect(readAnswer(502, text).error).toMatchObject({
        type: 'api_error',
        message: expect.stringContaining('HTTP 502'),
      });
    },
  );
});
