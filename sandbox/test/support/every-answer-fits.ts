// Runs before each spec that starts programs: whatever a sandbox answers, in any test, has to fit the
// SDK's types. No test has to ask for it.
import { afterEach } from '@jest/globals';
import { takeMisfits, watchedFetch } from 'stripe-sandbox/testing';

globalThis.fetch = watchedFetch(globalThis.fetch);

afterEach(() => {
  const misfits = takeMisfits();
  if (misfits.length === 0) return;
  throw new Error(`Not what the SDK's types promise:\n${misfits.join('\n')}`);
});
