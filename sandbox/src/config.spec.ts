import { describe, expect, it } from '@jest/globals';
import { ConfigError, parseConfig } from './config.js';

function refusalOf(raw: Record<string, string>): string {
  try {
    parseConfig(raw, '/srv');
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe(parseConfig, () => {
  it('needs nothing', () => {
    expect(parseConfig({}, '/srv')).toMatchObject({
      host: '127.0.0.1',
      port: 12111,
      dataFile: '/srv/data/sandbox.db',
      webhook: null,
      retrySeconds: [1, 5, 30, 300],
      laterSeconds: 2,
      logLevel: 'info',
    });
  });

  it('delivers to an address with a secret', () => {
    const url = 'http://127.0.0.1:3000/webhooks/stripe';
    const raw = { SANDBOX_WEBHOOK_URL: url, SANDBOX_WEBHOOK_SECRET: 'whsec_1' };

    expect(parseConfig(raw, '/srv').webhook).toEqual({ url, secret: 'whsec_1' });
  });

  it('takes an empty variable for an absent one', () => {
    expect(parseConfig({ SANDBOX_PORT: '' }, '/srv').port).toBe(12111);
  });

  it('listens on another address when it is told to', () => {
    expect(parseConfig({ SANDBOX_HOST: '0.0.0.0' }, '/srv').host).toBe('0.0.0.0');
  });

  it.each(['localhost', 'sandbox', 'http://0.0.0.0', '*', '::'])(
    'does not guess which address %j is',
    (host) => {
      expect(refusalOf({ SANDBOX_HOST: host })).toContain('SANDBOX_HOST must be an IPv4 address');
    },
  );

  it('names everything that is wrong at once, with its value and an example', () => {
    const message = refusalOf({
      SANDBOX_PORT: 'http',
      SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:3000/hook',
      SANDBOX_RETRY_SECONDS: 'soon',
      SANDBOX_LATER_SECONDS: '-1',
    });

    expect(message).toContain('SANDBOX_PORT');
    expect(message).toContain('; it is "http" (for example: 12111)');
    expect(message).toContain('SANDBOX_WEBHOOK_SECRET is needed to sign');
    expect(message).toContain('SANDBOX_RETRY_SECONDS must be numbers with commas');
    expect(message).toContain('SANDBOX_LATER_SECONDS must be a number of seconds; it is "-1"');
  });

  it('shows no secret', () => {
    const message = refusalOf({
      SANDBOX_WEBHOOK_URL: 'ftp://ada:hunter2@127.0.0.1/',
      SANDBOX_WEBHOOK_SECRET: 'hunter2',
    });

    expect(message).toContain('it is "ftp://…@127.0.0.1/"');
    expect(message).not.toContain('hunter2');
    expect(refusalOf({ SANDBOX_WEBHOOK_URL: 'ada:hunter2@shop' })).not.toContain('hunter2');
  });
});
