import { expect, it } from '@jest/globals';
import { freePort } from './free-port.js';

it('freePort gives another port at each call', async () => {
  const ports: number[] = [];
  while (ports.length < 500) ports.push(await freePort());

  expect(new Set(ports).size).toBe(500);
});
