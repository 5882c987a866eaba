import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MENU_CARDS } from '../../sandbox/src/browser/frame/test-cards.js';
import { compileTemplates, readTemplates } from '../../src/web/view-engine.js';
import { root } from '../support/program.js';

const CARD = /\b(?:\d{4} ){3}\d{4}\b/g;
const cardsIn = (file: string) =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(CARD)].map(([card]) => card);

describe('the test cards', () => {
  it('of the banner are the first ones of the menu in the card form, with its words', () => {
    const templates = new Map(readTemplates(path.join(root, 'views')));
    const banner = compileTemplates(templates.set('page', '{{> partials/test-cards}}')).get(
      'page',
    )?.({});
    const named = [...(banner ?? '').matchAll(/<dt>(.*?)<\/dt><dd><code>(.*?)<\/code>/g)];

    const cards = named.map(([, outcome, number]) => ({
      number: number?.replaceAll(' ', ''),
      outcome,
    }));

    expect(cards).toEqual(MENU_CARDS.slice(0, 3));
  });

  it('of the README are in the menu', () => {
    const menu = MENU_CARDS.map(({ number }) => number.replace(/(.{4})(?=.)/g, '$1 '));

    expect(cardsIn('README.md').length).toBeGreaterThan(5);
    expect(cardsIn('README.md').filter((card) => !menu.includes(card))).toEqual([]);
  });
});
