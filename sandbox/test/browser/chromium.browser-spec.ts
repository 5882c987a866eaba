import { expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import { launchOptions } from '../support/chromium.js';

const FLAG = '--disable-features=';

it('turns off all that Playwright turns off in a browser', async () => {
  const server = await chromium.launchServer(await launchOptions());
  const lists = server
    .process()
    .spawnargs.filter((argument) => argument.startsWith(FLAG))
    .map((argument) => argument.slice(FLAG.length).split(','));
  await server.close();

  const [playwrights = [], ours] = lists;
  expect(lists).toHaveLength(2);
  expect(ours).toEqual(expect.arrayContaining(playwrights));
});
