import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cliWebhookSecretFile } from '../config/cli-webhook-secret.js';
import { type Config } from '../config/config.module.js';
import { WebhookSecretsService } from './webhook-secrets.service.js';

describe(WebhookSecretsService.name, () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'folio-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const secrets = (nodeEnv: string, mode: string) => {
    const values = {
      nodeEnv,
      dataDirectory: folder,
      stripe: { mode, webhookSecrets: ['whsec_own'] },
    };
    const config = { get: (name: keyof typeof values) => values[name] };
    return new WebhookSecretsService(config as unknown as Config);
  };
  const publish = (text: string, pid = 1) => {
    writeFileSync(cliWebhookSecretFile(folder, pid), text);
  };

  it('takes the one that was handed over beside those of the configuration, while it is there', () => {
    const development = secrets('development', 'test');
    expect(development.current()).toEqual(['whsec_own']);

    publish('whsec_cli\n');
    expect(development.current()).toEqual(['whsec_own', 'whsec_cli']);

    rmSync(cliWebhookSecretFile(folder, 1));
    expect(development.current()).toEqual(['whsec_own']);
  });

  it('takes those of two that listen, and of one when the other has ended', () => {
    const development = secrets('development', 'test');
    publish('whsec_first', 1);
    publish('whsec_second', 22);
    expect(development.current().sort()).toEqual(['whsec_first', 'whsec_own', 'whsec_second']);

    rmSync(cliWebhookSecretFile(folder, 1));
    expect(development.current()).toEqual(['whsec_own', 'whsec_second']);
  });

  it.each([
    ['in production', 'production', 'test'],
    ['with live keys', 'development', 'live'],
  ])('does not look at it %s', (_where, nodeEnv, mode) => {
    publish('whsec_cli');

    expect(secrets(nodeEnv, mode).current()).toEqual(['whsec_own']);
  });

  it('takes nothing that is no signing secret', () => {
    publish('');

    expect(secrets('development', 'sandbox').current()).toEqual(['whsec_own']);
  });
});
