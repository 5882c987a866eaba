import type { CDPSession, Page } from 'playwright-core';
import { violationsOn } from './axe.js';
import { FIND_OUTSIDE } from './boxes.js';

const WIDTHS = [320, 390, 1280];
const COLOR_SCHEMES = ['light', 'dark'] as const;
/** What a browser takes for 16 px: as it comes, and twice as large. */
const TEXT_SIZES = { '100 %': 16, '200 %': 32 };

/** Whatever takes the browser longest to change changes least. */
const LOOKS = WIDTHS.flatMap((width) =>
  Object.entries(TEXT_SIZES).flatMap(([text, standard]) =>
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

type Look = (typeof LOOKS)[number];

/** Where the page is left. */
const FIRST_LOOK: Look = { name: '', width: 1280, colorScheme: 'light', standard: 16 };
const MAX_WAIT_MS = 10_000;

/** The browser has answered before the page has changed: this waits, then says what is outside of its box. */
const outsideAt = ({ name, width, colorScheme, standard }: Look) => `(async () => {
  const hasArrived = () => innerWidth === ${width}
    && getComputedStyle(document.documentElement).fontSize === '${standard}px'
    && matchMedia('(prefers-color-scheme: ${colorScheme})').matches;
  const started = performance.now();
  while (!hasArrived()) {
    if (performance.now() - started > ${MAX_WAIT_MS}) throw new Error('The page is not at ${name}');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return ${FIND_OUTSIDE};
})()`;

/** Looks at pages in every width, color scheme and text size. */
export class Looks {
  readonly #seen = new Set<string>();
  #standard = FIRST_LOOK.standard;

  /** What is wrong, by look. Empty if nothing is. The page's context needs `bypassCSP`, and is quicker with `loadAxeInto`. */
  async at(page: Page): Promise<Record<string, string[]>> {
    // While it is open, pages forget on which medium they are.
    const devtools = await page.context().newCDPSession(page);
    const wrong: Record<string, string[]> = {};
    const isNew = await this.#isNew(page);
    for (const look of isNew ? LOOKS : LOOKS_AT_OTHER_TEXTS) {
      const found = await this.#outsideAt(page, devtools, look);
      if (isNew && AXE_LOOKS.includes(look.name)) found.push(...(await violationsOn(page)));
      if (found.length > 0) wrong[look.name] = found;
    }
    await this.#outsideAt(page, devtools, FIRST_LOOK);
    await devtools.detach();
    return wrong;
  }

  /** Sends what is to change at once: each answer of the browser takes its time. */
  async #outsideAt(page: Page, devtools: CDPSession, look: Look): Promise<string[]> {
    const { width, colorScheme, standard } = look;
    const isOtherWidth = page.viewportSize()?.width !== width;
    const isOtherText = isOtherWidth || this.#standard !== standard;
    this.#standard = standard;
    const [found] = await Promise.all([
      page.evaluate<string[]>(outsideAt(look)),
      isOtherWidth && page.setViewportSize({ width, height: 900 }),
      // After the viewport, which puts it back.
      isOtherText &&
        devtools.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } }),
      page.emulateMedia({ colorScheme }),
    ]);
    return found;
  }

  async #isNew(page: Page): Promise<boolean> {
    const structure = await page.evaluate<string>(STRUCTURE);
    if (this.#seen.has(structure)) return false;
    this.#seen.add(structure);
    return true;
  }
}
