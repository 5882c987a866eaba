import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { violationsOn } from './axe.js';
import { outsideTheirBoxesOn } from './boxes.js';

const WIDTHS = [320, 390, 1280];
const COLOR_SCHEMES = ['light', 'dark'] as const;
/** What a browser takes for 16 px: as it comes, and twice as large. */
const TEXT_SIZES = { '100 %': 16, '200 %': 32 };

const LOOKS = Object.entries(TEXT_SIZES).flatMap(([text, standard]) =>
  WIDTHS.flatMap((width) =>
    COLOR_SCHEMES.map((colorScheme) => ({
      name: `${width} px ${colorScheme} ${text}`,
      width,
      colorScheme,
      standard,
    })),
  ),
);

/** Where the same elements were seen with other texts, the room that these need is what is new. */
const LOOKS_AT_OTHER_TEXTS = LOOKS.filter(
  ({ colorScheme, standard }) => colorScheme === 'light' && standard === 32,
);

/** Where axe looks: what it finds depends on elements and colors, and hardly on the room they have. */
const AXE_LOOKS = ['1280 px light 100 %', '390 px dark 100 %'];

/** Elements and their attributes that axe or a stylesheet looks at, without texts and repetitions. */
const STRUCTURE = `(() => {
  const of = (element) => {
    const attributes = [...element.attributes].filter(({ name }) => /^(class|role|type|lang|dir|tabindex|disabled|aria-)/.test(name));
    const own = [element.localName, ...attributes.map(({ name, value }) => /^aria-(label|described)/.test(name) ? name : name + '=' + value)];
    return own.join(' ') + '[' + [...new Set([...element.children].map(of))].join() + ']';
  };
  return of(document.body);
})()`;

const ROOT_FONT_SIZE = 'getComputedStyle(document.documentElement).fontSize';

/** Looks at pages in every width, color scheme and text size. */
export class Looks {
  readonly #seen = new Set<string>();

  /** What is wrong, by look. Empty if nothing is. The page's context needs `bypassCSP`. */
  async at(page: Page): Promise<Record<string, string[]>> {
    const devtools = await page.context().newCDPSession(page);
    const wrong: Record<string, string[]> = {};
    const isNew = await this.#isNew(page);
    for (const { name, width, colorScheme, standard } of isNew ? LOOKS : LOOKS_AT_OTHER_TEXTS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      // A change of the viewport puts it back.
      await devtools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
      expect(await page.evaluate(ROOT_FONT_SIZE)).toBe(`${standard}px`);
      const found = await outsideTheirBoxesOn(page);
      if (isNew && AXE_LOOKS.includes(name)) found.push(...(await violationsOn(page)));
      if (found.length > 0) wrong[name] = found;
    }
    await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    await devtools.detach();
    return wrong;
  }

  async #isNew(page: Page): Promise<boolean> {
    const structure = await page.evaluate<string>(STRUCTURE);
    if (this.#seen.has(structure)) return false;
    this.#seen.add(structure);
    return true;
  }
}
