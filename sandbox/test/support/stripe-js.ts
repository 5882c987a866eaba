import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@jest/globals';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Frame,
  FrameLocator,
  Locator,
  Page,
} from 'playwright-core';
import type Stripe from 'stripe';
import { eventually, freePort, type Program, startProgram } from 'stripe-sandbox/testing';
import { launchChromium } from './chromium.js';
import { freshFolder } from './files.js';
import { packages, sandboxScript } from './paths.js';
import { sdkFor } from './sdk.js';
import { startStripePage, type StripePage } from './stripe-page.js';

const FAULTS = `axe
  .run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
  .then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`;

/** What a page of a shop said, asked for and threw while it was open. */
export interface OpenPage {
  page: Page;
  requests: URL[];
  complaints: string[];
}

/** A sandbox, a page of a shop that loads its Stripe.js, and a browser to open it in. */
export class StripeJs {
  #intentId = '';
  private readonly contexts = new Map<string, Promise<BrowserContext>>();

  private constructor(
    readonly sandboxUrl: string,
    readonly stripe: Stripe,
    private readonly sandbox: Program,
    private readonly browser: Browser,
    private shop: StripePage | null = null,
  ) {}

  static async start(): Promise<StripeJs> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = {
      SANDBOX_PORT: String(port),
      SANDBOX_DATA: path.join(await freshFolder(), 'sandbox.db'),
    };
    const sandbox = await startProgram(sandboxScript, env, url);
    const started = new StripeJs(url, sdkFor(port), sandbox, await launchChromium());
    const newClientSecret = () => started.newClientSecret();
    started.shop = await startStripePage({ sandboxUrl: url, newClientSecret });
    return started;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.shop?.close();
    await this.sandbox.stop();
  }

  get shopUrl(): string {
    return this.shop?.url ?? '';
  }

  /** Of the PaymentIntent that was made last, which is the open page's. */
  get intentId(): string {
    return this.#intentId;
  }

  async newClientSecret(): Promise<string> {
    const intent = await this.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    this.#intentId = intent.id;
    return intent.client_secret ?? '';
  }

  intent(expand: string[] = []): Promise<Stripe.PaymentIntent> {
    return this.stripe.paymentIntents.retrieve(this.#intentId, { expand });
  }

  async newPage(options: BrowserContextOptions = {}): Promise<OpenPage> {
    const page = await (await this.contextOf(options)).newPage();
    const requests: URL[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url())));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => complaints.push(message.text()));
    return { page, requests, complaints };
  }

  /**
   * One for each kind of page. A window with its first tab costs more than a page in a second: that tab
   * stays, so that the window does.
   */
  private contextOf(options: BrowserContextOptions): Promise<BrowserContext> {
    const key = JSON.stringify(options);
    const context = this.contexts.get(key) ?? openContext(this.browser, options);
    this.contexts.set(key, context);
    return context;
  }

  /** `query`: see stripe-page.ts. The card form is there when this is done. */
  async open(page: Page, query = 'stay'): Promise<void> {
    await page.goto(`${this.shopUrl}/?${query}`);
    await frameIn(page, 'payment').getByLabel('Card number').waitFor();
  }
}

async function openContext(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext(options);
  await context.newPage();
  return context;
}

export const frameIn = (page: Page, kind: 'payment' | 'address' | 'email'): FrameLocator =>
  page.frameLocator(`iframe[title="Secure ${kind} input frame"]`);

export async function typeCard(page: Page, number: string): Promise<void> {
  const card = frameIn(page, 'payment');
  await card.getByLabel('Card number').fill(number);
  await card.getByLabel('Expiration date').fill('12 / 34');
  await card.getByLabel('Security code').fill('123');
}

// Not page.waitForFunction(): it needs the eval() that the policy of the page forbids.
export function outcomeIn(page: Page): Promise<unknown> {
  return eventually(async () => {
    const found = await page.evaluate('window.outcome');
    expect(found).toBeDefined();
    return found;
  });
}

/** Resolves once the document of `element` has been painted as it is now. */
export async function painted(element: Locator): Promise<void> {
  await element.evaluate(
    'new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))',
  );
}

/** Resolves once the page has heard all that the frame had to say when it was painted. */
export async function heardFrom(page: Page, frame: FrameLocator): Promise<void> {
  await painted(frame.locator('body'));
  await page.evaluate('elements.update({})');
}

/** What axe finds in a frame that lies on a page of that colour: it cannot see what shines through. */
export async function faultsIn(frame: Page | Frame, background?: string): Promise<unknown> {
  await frame.evaluate(await readFile(path.join(packages, 'axe-core/axe.min.js'), 'utf8'));
  if (background !== undefined) {
    await frame.evaluate(`document.body.style.background = '${background}'`);
  }
  return frame.evaluate(FAULTS);
}
