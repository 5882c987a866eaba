import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import type Stripe from 'stripe';
import { eventually, startWebhookListener, type WebhookListener } from 'stripe-sandbox/testing';
import { launchChromium } from '../support/chromium.js';
import { freshFolder } from '../support/files.js';
import { root } from '../support/paths.js';
import { pressOn } from '../support/press.js';
import { printedWith } from '../support/printed.js';
import { type SandboxProgram, startSandboxProgram } from '../support/sandbox-program.js';
import { hasStripeCli, stripeBinary } from '../support/stripe-cli.js';
import { typeCard } from '../support/stripe-js.js';

// The README, as printed: only the ports are those of this test.

const GUIDE = path.join(root, 'README.md');

let listener: WebhookListener;
let sandbox: SandboxProgram;
let secret: string;

beforeAll(async () => {
  listener = await startWebhookListener();
  const command = printed('sh', 'SANDBOX_WEBHOOK_URL', { 4000: portOf(listener.url) });
  const env = Object.fromEntries(
    [...command.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  );
  secret = env['SANDBOX_WEBHOOK_SECRET'] ?? '';
  sandbox = await startSandboxProgram({ env });
});
afterAll(async () => {
  await sandbox.program.stop();
  await listener.close();
});

const portOf = (url: string) => new URL(url).port;

function printed(language: string, words: string, ports: Record<string, string>): string {
  const code = printedWith(GUIDE, language, words);
  return code.replace(/12111|4000/g, (port) => ports[port] ?? port);
}

const sandboxPort = () => ({ 12111: portOf(sandbox.url) });

/** Runs the server's code in a folder where the packages are found. */
async function createIntent(): Promise<Stripe.PaymentIntent> {
  const code = printed('ts', 'paymentIntents.create', sandboxPort());
  const folder = path.join(root, '.test/guide');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'server.mjs');
  await writeFile(file, `${code}\nconsole.log(JSON.stringify(intent));`);
  const said = execFileSync(process.execPath, [file], { encoding: 'utf8' });
  return JSON.parse(said) as Stripe.PaymentIntent;
}

const told = (id: string, { received } = listener) =>
  eventually(() => {
    const webhook = received.find(({ body }) => body.includes(id));
    if (webhook === undefined) throw new Error(`Nothing was told of ${id}`);
    return webhook;
  });

describe('the README', () => {
  it('has a server make a payment, and its endpoint hear of it', async () => {
    const { id, status } = await createIntent();

    const { body, headers, path: at } = await told(id);
    expect(status).toBe('requires_payment_method');
    expect(at).toBe('/webhook');
    const signature = String(headers['stripe-signature']);
    const { type } = sandbox.stripe.webhooks.constructEvent(body, signature, secret);
    expect(type).toBe('payment_intent.created');
  });

  it('has a page pay it with Stripe.js', async () => {
    const { id, client_secret: clientSecret } = await createIntent();
    const shop = await servePage(clientSecret ?? '');
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(shop.url);
      await typeCard(page, /Pay with `([\d ]+)`/.exec(await guideText())?.[1] ?? '');
      await pressOn(page.getByRole('button', { name: 'Pay' }));
      await page.waitForURL('**/done?**');

      expect(new URL(page.url()).searchParams.get('payment_intent')).toBe(id);
      expect((await sandbox.stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      shop.server.close();
      shop.server.closeAllConnections();
    }
  });

  (hasStripeCli ? it : it.skip)('has the Stripe CLI forward what happens', async () => {
    const forwarded = await startWebhookListener();
    const cli = await runPrinted(
      printed('sh', 'stripe listen', { ...sandboxPort(), 4000: portOf(forwarded.url) }),
    );
    try {
      const { id } = await createIntent();

      expect((await told(id, forwarded)).path).toBe('/webhook');
    } finally {
      cli.kill('SIGINT');
      await once(cli, 'exit');
      await forwarded.close();
    }
  });
});

function guideText(): Promise<string> {
  return readFile(GUIDE, 'utf8');
}

/** A shop's page as the guide prints it, around what every shop has of its own. */
async function servePage(clientSecret: string): Promise<{ url: string; server: Server }> {
  let script = '';
  const { origin } = new URL(sandbox.url);
  const server = createServer((request, response) => {
    if (request.url === '/page.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
      return;
    }
    const policy = ['script-src', 'frame-src', 'connect-src'];
    response.setHeader(
      'content-security-policy',
      ["default-src 'self'", ...policy.map((each) => `${each} 'self' ${origin}`)].join('; '),
    );
    response.setHeader('content-type', 'text/html').end(PAGE.replace('STRIPE_JS', stripeJs));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  const stripeJs = printed('html', 'stripe.js', sandboxPort());
  const code = printed('ts', 'loadStripe', { 4000: String(address.port) });
  script = await bundled(`
    const clientSecret = ${JSON.stringify(clientSecret)};
    const form = document.querySelector('form');
    ${code}`);
  return { url: `http://localhost:${address.port}`, server };
}

const PAGE = `<!doctype html>
<title>A shop</title>
<form><div id="payment"></div><button>Pay</button></form>
STRIPE_JS
<script src="/page.js" type="module"></script>`;

async function bundled(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: root };
  const options = { bundle: true, format: 'esm', target: 'es2022', write: false } as const;
  const { outputFiles } = await build({ stdin, ...options });
  return outputFiles[0]?.text ?? '';
}

/** Runs a line of the Stripe CLI as a shell does, once it says that it is ready. */
async function runPrinted(line: string): Promise<ChildProcess> {
  const home = await freshFolder();
  const child = spawn('sh', ['-c', `exec env ${line}`], {
    cwd: home,
    env: {
      PATH: `${path.dirname(stripeBinary)}${path.delimiter}${process.env['PATH'] ?? ''}`,
      HOME: home,
      XDG_CONFIG_HOME: home,
      STRIPE_CLI_TELEMETRY_OPTOUT: '1',
      STRIPE_NO_AUTO_UPDATE: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  await eventually(() => {
    expect(said).toContain('Ready!');
  }, 30);
  return child;
}
