import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FakePaymentGateway } from '../../test/support/fake-payment-gateway.js';
import { aPayment, aSucceededPayment } from '../../test/support/payments.js';
import { PaymentReaderService } from './payment-reader.service.js';

describe(PaymentReaderService.name, () => {
  let gateway: FakePaymentGateway;
  let reader: PaymentReaderService;

  beforeEach(() => {
    gateway = new FakePaymentGateway();
    gateway.payments.set('pi_1', aPayment());
    reader = new PaymentReaderService(gateway);
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks once for a hundred pages within two seconds', async () => {
    await Promise.all(Array.from({ length: 100 }, () => reader.getCached('pi_1')));

    expect(gateway.asked).toEqual(['pi_1']);
  });

  it('asks again after two seconds', async () => {
    await reader.getCached('pi_1');
    jest.advanceTimersByTime(2_001);
    await reader.getCached('pi_1');

    expect(gateway.asked).toHaveLength(2);
  });

  it('asks for each payment on its own', async () => {
    await Promise.all([reader.getCached('pi_1'), reader.getCached('pi_2')]);

    expect(gateway.asked).toEqual(['pi_1', 'pi_2']);
  });

  it('never answers news with what was said before it, and does not wait', async () => {
    await reader.getCached('pi_1');
    gateway.payments.set('pi_1', aSucceededPayment());

    const fresh = Promise.all([reader.getFresh('pi_1'), reader.getFresh('pi_1')]);
    await jest.advanceTimersByTimeAsync(1);

    expect((await fresh).map((payment) => payment?.status)).toEqual(['succeeded', 'succeeded']);
    expect(gateway.asked).toHaveLength(2);
  });

  const askOftenFor = async (milliseconds: number) => {
    for (let ms = 0; ms < milliseconds; ms += 10) {
      void reader.getFresh('pi_1').catch(() => null);
      await jest.advanceTimersByTimeAsync(10);
    }
    return gateway.asked.length;
  };

  it('asks four times at once, then once in two seconds, however often it is asked', async () => {
    expect(await askOftenFor(1_900)).toBe(4);
    expect(await askOftenFor(8_000)).toBe(8);
  });

  it('asks four times at once again after a quiet time', async () => {
    const before = await askOftenFor(1_000);
    await jest.advanceTimersByTimeAsync(12_000);

    expect((await askOftenFor(1_000)) - before).toBe(4 + 1);
  });

  it('lets a page wait for news that is being looked up', async () => {
    await reader.getCached('pi_1');
    gateway.payments.set('pi_1', aSucceededPayment());

    const answers = Promise.all([reader.getFresh('pi_1'), reader.getCached('pi_1')]);
    await jest.advanceTimersByTimeAsync(2_001);

    expect((await answers).map((payment) => payment?.status)).toEqual(['succeeded', 'succeeded']);
  });

  it('does not ask again what is final', async () => {
    gateway.payments.set('pi_1', aSucceededPayment());

    const answers = await Promise.all([reader.getCached('pi_1'), reader.getFresh('pi_1')]);

    expect(answers.map((payment) => payment?.status)).toEqual(['succeeded', 'succeeded']);
    expect(gateway.asked).toHaveLength(1);
  });

  it('asks once for order pages and payment pages alike', async () => {
    const opened = Array.from({ length: 100 }, () => reader.getCachedOrFresh('pi_1'));
    await Promise.all([...opened, reader.getCached('pi_1')]);

    expect(await opened[0]).toEqual({ payment: aPayment(), clientSecret: 'pi_1_secret_1' });
    expect(gateway.asked).toEqual(['pi_1']);
  });

  it('does not answer a payment page with the failure of an earlier question', async () => {
    gateway.latch = Promise.reject(new Error('no answer'));
    await expect(reader.getCachedOrFresh('pi_1')).rejects.toThrow('no answer');
    gateway.latch = Promise.resolve();

    const opened = Promise.all([reader.getCachedOrFresh('pi_1'), reader.getCachedOrFresh('pi_1')]);
    await jest.advanceTimersByTimeAsync(2_001);

    expect((await opened).map((found) => found?.payment.status)).toEqual([
      'incomplete',
      'incomplete',
    ]);
    expect(gateway.asked).toHaveLength(2);
  });

  it('lets news ask again when the question before it failed', async () => {
    gateway.latch = Promise.reject(new Error('no answer'));
    await expect(reader.getCached('pi_1')).rejects.toThrow('no answer');
    gateway.latch = Promise.resolve();

    const fresh = reader.getFresh('pi_1');
    await jest.advanceTimersByTimeAsync(2_001);

    expect((await fresh)?.paymentIntentId).toBe('pi_1');
  });
});
