import type { Appearance } from '@stripe/stripe-js';

/** The shop's colors for the card form, which is in a frame. */
export function appearance(): Appearance {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const style = getComputedStyle(document.documentElement);
  const variables = Object.fromEntries(
    Object.entries(NAMES).flatMap(([name, property]) => {
      const value = style.getPropertyValue(property).trim();
      return value ? [[name, value]] : [];
    }),
  );
  return { theme: isDark ? 'night' : 'stripe', variables };
}

const NAMES = {
  colorPrimary: '--accent',
  colorBackground: '--field',
  colorText: '--ink',
  colorDanger: '--danger',
  borderRadius: '--radius',
};
