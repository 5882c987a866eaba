import type { Appearance } from '@stripe/stripe-js';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** The shop's colors for the card form, which is in a frame. */
export function appearance(): Appearance {
  const style = getComputedStyle(document.documentElement);
  const variables = Object.fromEntries(
    Object.entries(NAMES).flatMap(([name, property]) => {
      const value = style.getPropertyValue(property).trim();
      return value ? [[name, value]] : [];
    }),
  );
  return { theme: dark.matches ? 'night' : 'stripe', variables };
}

/** The browser may turn dark while the page is open. */
export function onAppearanceChange(apply: (changed: Appearance) => void): void {
  dark.addEventListener('change', () => apply(appearance()));
}

const NAMES = {
  colorPrimary: '--accent',
  colorBackground: '--field',
  colorText: '--ink',
  colorDanger: '--danger',
  borderRadius: '--radius',
};
