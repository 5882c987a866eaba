import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import { requestContext } from './request-context.js';
import { ShopLogger } from './shop-logger.js';

/** What production prints, read back. */
function logged(write: (logger: ShopLogger) => void): Record<string, unknown>[] {
  let text = '';
  write(new ShopLogger({ nodeEnv: 'production', logLevel: 'debug' }, (line) => (text += line)));
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe(ShopLogger.name, () => {
  it('writes one line of JSON for each event, whatever it says', () => {
    const forged = 'x\n{"level":"error","msg":"forged"}\r\n';

    expect(logged((logger) => logger.log(forged, 'Shop'))).toEqual([
      { level: 'info', time: expect.any(String), context: 'Shop', msg: forged },
    ]);
  });

  it('tells an error with its causes, and nothing that a library hung on it', () => {
    const error = new Error('outer', { cause: new Error('inner') });
    Object.assign(error, { code: 'E1', raw: { payment_method: 'pm_1' } });

    const [line] = logged((logger) => logger.error('Failed', error, 'Shop'));

    expect(line).toMatchObject({ level: 'error', context: 'Shop', msg: 'Failed' });
    expect(line?.['err']).toEqual({
      type: 'Error',
      message: 'outer',
      code: 'E1',
      stack: expect.stringMatching(/^Error: outer\n.*\nCaused by Error: inner\n/s),
    });
  });

  it('takes secrets out by name and by looks', () => {
    const [line] = logged((logger) =>
      logger.warn(
        {
          msg: 'key sk_test_51Habc',
          client_secret: 'anything',
          headers: { cookie: 'a=b', authorization: 'c', 'stripe-signature': 'd', accept: 'e' },
          intent: { client_secret: 'anything' },
        },
        'Shop',
      ),
    );

    expect(line).toMatchObject({
      msg: 'key sk_test_[redacted]',
      client_secret: '[redacted]',
      headers: {
        cookie: '[redacted]',
        authorization: '[redacted]',
        'stripe-signature': '[redacted]',
        accept: 'e',
      },
      intent: { client_secret: '[redacted]' },
    });
  });

  it('gives each line of a request its own facts, and none of an earlier line', () => {
    const response = { setHeader: () => response } as unknown as Response;
    const lines = logged((logger) => {
      requestContext({} as Request, response, () => {
        logger.error('Failed', new Error('of the first line'), 'Shop');
        logger.log('GET / 200', 'Access');
      });
    });

    expect(lines).toEqual([
      expect.objectContaining({ msg: 'Failed', err: expect.anything() }),
      {
        level: 'info',
        time: expect.any(String),
        requestId: lines[0]?.['requestId'],
        context: 'Access',
        msg: 'GET / 200',
      },
    ]);
  });

  it('keeps Nest’s story of how it started for those who debug', () => {
    const lines = logged((logger) => logger.log('Mapped {/, GET} route', 'RouterExplorer'));

    expect(lines).toMatchObject([{ level: 'debug', context: 'RouterExplorer' }]);
  });
});
