import type { Page } from 'playwright-core';

const TITLE = '3D Secure 2 Test Page';

/** The bank's question: in a frame over the shop's page, or where the browser was sent. */
export function challengeIn(page: Page, place: 'overlay' | 'whole page' = 'overlay') {
  const bank = place === 'overlay' ? page.frameLocator(`iframe[title="${TITLE}"]`) : page;
  return {
    heading: bank.getByRole('heading', { name: TITLE }),
    text: bank.getByRole('main'),
    complete: bank.getByRole('button', { name: 'Complete' }),
    fail: bank.getByRole('button', { name: 'Fail' }),
    focused: bank.locator(':focus'),
    close: page.getByRole('button', { name: 'Cancel authentication' }),
  };
}
