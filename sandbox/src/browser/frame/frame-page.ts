import type { Look } from '../appearance.js';
import type { StyleRule } from '../appearance-rules.js';
import { watchPresses } from '../presses.js';
import type { FrameNotice } from '../wire/frame-notice.js';
import { byId } from './dom.js';

/** By CSSOM: the policy of this page forbids styles written into the HTML. */
export function applyLook({ theme, scheme, properties, rules, isStill }: Look): void {
  const root = document.documentElement;
  root.toggleAttribute('data-still', isStill);
  root.dataset['theme'] = theme;
  root.dataset['scheme'] = scheme;
  root.style.colorScheme = scheme;
  for (const [name, value] of Object.entries(properties)) root.style.setProperty(name, value);
  document.adoptedStyleSheets = [sheetOf(rules)];
}

/** Value by value, so that none can end its rule and begin another. */
function sheetOf(rules: readonly StyleRule[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  for (const { selector, declarations } of rules) {
    const rule = sheet.cssRules[sheet.insertRule(`${selector} {}`, sheet.cssRules.length)];
    if (!(rule instanceof CSSStyleRule)) continue;
    for (const [name, value] of declarations) rule.style.setProperty(name, value);
  }
  return sheet;
}

export function showFailure(message: string | null): void {
  const failure = byId('failure', HTMLElement);
  failure.textContent = message;
  failure.hidden = message === null;
  hideSkeleton();
}

export function hideSkeleton(): void {
  byId('skeleton', HTMLElement).hidden = true;
}

/** Tells the page what it cannot see from outside of the frame. */
export function watchFrame(tell: (notice: FrameNotice) => void): void {
  window.addEventListener('focus', () => {
    tell({ notice: 'event', type: 'focus' });
  });
  window.addEventListener('blur', () => {
    tell({ notice: 'event', type: 'blur' });
  });
  window.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') tell({ notice: 'event', type: 'escape' });
  });
  watchPresses((isPressed) => {
    tell({ notice: 'press', isPressed });
  });
  new ResizeObserver(() => {
    tellHeight(tell);
  }).observe(document.body);
}

/** Not that of the skeleton: the page has kept room for what takes its place. */
export function tellHeight(tell: (notice: FrameNotice) => void): void {
  if (!byId('skeleton', HTMLElement).hidden) return;
  tell({ notice: 'height', pixels: Math.ceil(document.body.getBoundingClientRect().height) });
}
