import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseEnv } from '../../src/config/env.js';
import { parseConfig } from 'stripe-sandbox';
import { root } from '../support/program.js';

const file = path.join(root, 'docker-compose.yml');
const text = readFileSync(file, 'utf8');
const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
const withCompose = hasCompose ? it : it.skip;

function serviceText(service: string): string {
  const [, rest = ''] = text.split(`\n  ${service}:\n`);
  return rest.split(/\n {0,2}\S/)[0] ?? '';
}

/** The lines below `environment:` of a service, which are plain `NAME: value`. */
function environmentOf(service: string): Record<string, string> {
  const [, lines = ''] = serviceText(service).split('    environment:\n');
  const [own = ''] = lines.split(/\n {4}\S/);
  const pairs = [...own.matchAll(/^ {6}([A-Z_]+): '?(.*?)'?$/gm)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}

const shop = () =>
  parseEnv(environmentOf('shop'), {
    directory: '/app',
    generatedSecrets: () => ({ session: 'x'.repeat(32), webhook: 'whsec_generated' }),
  });

describe('docker-compose.yml', () => {
  it('gives the shop a sandbox that it and the browser reach, each by its own way', () => {
    const { stripe, host } = shop();

    expect(host).toBe('0.0.0.0');
    expect(stripe).toMatchObject({ mode: 'sandbox', apiBase: 'http://sandbox:12111' });
    expect(stripe.jsUrl).toMatch('http://127.0.0.1:12111/js/');
  });

  it('lets the sandbox be reached, and sign what the shop believes', () => {
    const { host, port, webhook } = parseConfig(environmentOf('sandbox'), '/app');

    expect({ host, port }).toEqual({ host: '0.0.0.0', port: 12111 });
    expect(webhook?.url).toBe(`http://shop:${shop().port}/webhooks/stripe`);
    expect(shop().stripe.webhookSecrets).toEqual([webhook?.secret]);
  });

  it('opens its ports to this machine only, and keeps what is written', () => {
    const ports = [...text.matchAll(/ports: \[(.*)\]/g)].map(([, port]) => port);

    expect(ports).toEqual(["'127.0.0.1:12111:12111'", "'127.0.0.1:3000:3000'"]);
    expect(serviceText('shop')).toContain(':/app/data');
    expect(serviceText('sandbox')).toContain(':/app/data');
  });

  it('starts the shop when the sandbox is well', () => {
    expect(serviceText('shop')).toContain('condition: service_healthy');
    expect(serviceText('sandbox')).toContain('healthcheck:');
  });

  withCompose('is what Docker Compose understands', () => {
    const { status, stderr } = spawnSync('docker', ['compose', '-f', file, 'config', '--quiet']);

    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
  });
});
