import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';

/** Presses as a person does: once the pointer is seen to be there. */
export async function pressOn(target: Locator): Promise<void> {
  await pointAt(target);
  await target.click();
}

/** What is used of an element: the types of the DOM are for what runs in browsers. */
export interface Matching {
  matches(selector: string): boolean;
}

/**
 * A browser gives the pointer to the frame that it has last drawn at that place. For a moment after
 * Playwright has scrolled, that is another frame than the target's.
 */
export function pointAt(target: Locator): Promise<void> {
  return eventually(async () => {
    await target.hover();
    expect(await target.evaluate((element: Matching) => element.matches(':hover'))).toBe(true);
  });
}
