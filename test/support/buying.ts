import type { BrowserContext, Page } from 'playwright-core';
import { pressOn } from '../../sandbox/test/support/press.js';
import type { World } from './world.js';

/** What a person does on the shop's pages, by the words they see. */
export class Buying {
  readonly page: Page;
  /** Addresses outside of the shop and the sandbox that were asked for: there should be none. */
  readonly elsewhere: string[] = [];
  /** Complaints in the browser's console, and violations of the Content-Security-Policy. */
  readonly complaints: string[] = [];

  private constructor(
    page: Page,
    private readonly world: World,
  ) {
    this.page = page;
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      const isLocal = [world.publicUrl, world.sandboxUrl].includes(origin) || protocol === 'data:';
      if (!isLocal) this.elsewhere.push(request.url());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async in(context: BrowserContext, world: World): Promise<Buying> {
    return new Buying(await context.newPage(), world);
  }

  /** From the catalogue to the payment page of this book. */
  async choose(title: string): Promise<void> {
    await this.page.goto(this.world.publicUrl);
    await this.page.getByRole('link', { name: title }).first().click();
    await this.page.getByRole('button', { name: 'Buy now' }).click();
    await this.collect();
    await this.payButton().waitFor();
  }

  /** From the delivery page on: what costs nothing. */
  async collect(): Promise<void> {
    await this.deliverTo('Collect in the shop');
    await this.page.getByRole('button', { name: 'Continue to payment' }).click();
  }

  /** From the delivery page on: to the sample address of that country, by the first method. */
  async sendTo(country: string): Promise<void> {
    await this.deliverTo(country);
    await this.page.getByRole('link', { name: 'Fill in a sample address' }).click();
    await this.page.getByRole('button', { name: 'Continue to payment' }).click();
  }

  /** Chooses the country on the delivery page, or that the books are collected. */
  async deliverTo(destination: string): Promise<void> {
    await this.page.getByLabel('Deliver to').selectOption(destination);
    await this.page.getByRole('button', { name: 'Change' }).click();
    await this.page.waitForURL(/[?&]to=/);
  }

  payButton() {
    return this.page.getByRole('button', { name: /^Pay / });
  }

  /** `email`: what the shop calls the field in its language. */
  async fillCard(number: string, email = 'E-mail'): Promise<void> {
    await this.page.getByLabel(email).fill('ada@example.com');
    const card = this.page.frameLocator('iframe[title="Secure payment input frame"]');
    await card.getByLabel('Card number').fill(number);
    await card.getByLabel('Expiration date').fill('12 / 34');
    await card.getByLabel('Security code').fill('123');
  }

  async pay(): Promise<void> {
    await pressOn(this.payButton());
  }

  /** The confirmation, once it says that the order is paid. */
  async readConfirmation(): Promise<{ token: string; text: string }> {
    await this.page.getByRole('heading', { name: 'Your order is paid' }).waitFor();
    const token = new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
    return { token, text: await this.page.getByRole('main').innerText() };
  }
}
