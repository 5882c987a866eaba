import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseEnv } from '../../src/config/env.js';
import { parseConfig } from 'stripe-sandbox';
import {
  composeFile as file,
  composeText as text,
  environmentOf,
  serviceText,
} from '../support/compose.js';
import { root } from '../support/program.js';

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
const withCompose = hasCompose ? it : it.skip;

const environment = (service: string) =>
  parseEnv(environmentOf(service), {
    directory: '/app',
    generatedSecrets: () => ({ session: 'x'.repeat(32), webhook: 'whsec_generated' }),
  });

const shop = () => environment('shop');

/** All that `docker compose --profile scale up` starts besides. */
const SCALE = ['postgres', 'shops-sandbox', 'shops', 'front'];

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

    expect(ports).toEqual([
      "'127.0.0.1:12111:12111'",
      "'127.0.0.1:3000:3000'",
      "'127.0.0.1:12112:12111'",
      "'127.0.0.1:3001:3001'",
    ]);
    for (const service of ['shop', 'sandbox', 'shops', 'shops-sandbox'])
      expect(serviceText(service)).toContain(':/app/data');
    expect(serviceText('postgres')).toContain(':/var/lib/postgresql');
  });

  it('starts the shop when the sandbox is well', () => {
    expect(serviceText('shop')).toContain('condition: service_healthy');
    expect(serviceText('sandbox')).toContain('healthcheck:');
  });

  it('starts several shops and what they need in the profile `scale` only', () => {
    for (const service of SCALE) expect(serviceText(service)).toContain('profiles: [scale]');
    for (const service of ['shop', 'sandbox']) expect(serviceText(service)).not.toContain('scale');
    expect(serviceText('shops')).toContain('replicas: 2');
  });

  it('gives the shops one database, one sandbox and the same secrets', () => {
    const { database, stripe, publicUrl, trustProxy, sessionSecrets } = environment('shops');
    const { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: name } = environmentOf('postgres'); // prettier-ignore
    const { webhook } = parseConfig(environmentOf('shops-sandbox'), '/app');

    expect(database).toEqual({ kind: 'postgresql', url: `postgresql://${user}:${password}@postgres:5432/${name}` }); // prettier-ignore
    expect(sessionSecrets).not.toContain('x'.repeat(32));
    expect(stripe).toMatchObject({ mode: 'sandbox', apiBase: 'http://shops-sandbox:12111' });
    expect(stripe.jsUrl).toMatch('http://127.0.0.1:12112/js/');
    expect([publicUrl, trustProxy]).toEqual(['http://localhost:3001', 1]);
    expect(webhook?.url).toBe('http://front:3001/webhooks/stripe');
    expect(stripe.webhookSecrets).toEqual([webhook?.secret]);
  });

  it('puts a proxy in front of them that asks another one when a connection is refused', () => {
    const conf = readFileSync(path.join(root, 'scripts/container/nginx.conf'), 'utf8');

    expect(serviceText('front')).toContain('scripts/container/nginx.conf:/etc/nginx/nginx.conf');
    expect(conf).toContain('listen 3001;');
    expect(conf).toContain(`server shops:${environment('shops').port} resolve max_fails=0;`);
    expect(conf).toContain('proxy_next_upstream error timeout;');
  });

  withCompose('is what Docker Compose understands', () => {
    const { status, stderr } = spawnSync('docker', ['compose', '-f', file, 'config', '--quiet']);

    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
  });
});
