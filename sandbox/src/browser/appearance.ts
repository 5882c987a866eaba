import { readRules, type StyleRule } from './appearance-rules.js';
import { isRecord } from './is-record.js';

export type ColorScheme = 'light' | 'dark';

export interface Look {
  theme: string;
  scheme: ColorScheme;
  /** CSS custom properties, by name. */
  properties: Record<string, string>;
  rules: readonly StyleRule[];
  isStill: boolean;
}

const THEMES: Record<string, Record<string, string>> = {
  stripe: {
    colorPrimary: '#0570de',
    colorBackground: '#ffffff',
    colorText: '#30313d',
    colorDanger: '#df1b41',
  },
  night: {
    colorPrimary: '#85d996',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorDanger: '#fe87a1',
  },
  flat: {
    colorPrimary: '#0570de',
    colorBackground: '#f1f2f4',
    colorText: '#30313d',
    colorDanger: '#df1b41',
  },
};

const GEOMETRY = {
  fontFamily: '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, sans-serif',
  fontSizeBase: '16px',
  borderRadius: '5px',
  spacingUnit: '4px',
};

// Without a value of their own these are mixed from the others by the style sheet.
const DERIVED = [
  'colorTextSecondary',
  'colorTextPlaceholder',
  'fontSizeSm',
  'fontWeightMedium',
  'gridColumnSpacing',
  'gridRowSpacing',
  'inputBoxShadow',
  'inputColorBorder',
  'inputFocusBoxShadow',
  'inputFocusColorBorder',
  'labelColorText',
  'labelFontSize',
  'labelFontWeight',
  'labelSpacing',
];

const field = (value: unknown, name: string): unknown =>
  isRecord(value) ? value[name] : undefined;

const propertyName = (variable: string): string =>
  `--${variable.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function luminance(color: string): number | null {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(color);
  const hex = short ? short.slice(1).map((digit) => digit + digit) : splitHex(color);
  const [red, green, blue] = (hex ?? []).map((pair) => Number.parseInt(pair, 16));
  if (red === undefined || green === undefined || blue === undefined) return null;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

const splitHex = (color: string): string[] | undefined =>
  /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color)?.slice(1);

function schemeOf(theme: string, background: string): ColorScheme {
  const brightness = luminance(background);
  if (brightness === null) return theme === 'night' ? 'dark' : 'light';
  return brightness < 0.5 ? 'dark' : 'light';
}

/** Reads Stripe's Appearance API. It comes from another origin, so nothing about it is taken on trust. */
export function toLook(appearance: unknown): Look {
  const asked = field(appearance, 'theme');
  const theme = typeof asked === 'string' && Object.hasOwn(THEMES, asked) ? asked : 'stripe';
  const values = { ...GEOMETRY, ...THEMES[theme] };
  const wanted = field(appearance, 'variables');
  const properties: Record<string, string> = {};
  for (const variable of [...Object.keys(values), ...DERIVED]) {
    const value = field(wanted, variable) ?? field(values, variable);
    if (typeof value === 'string') properties[propertyName(variable)] = value;
  }
  const scheme = schemeOf(theme, properties['--color-background'] ?? '');
  const { rules } = readRules(field(appearance, 'rules'));
  return {
    theme,
    scheme,
    properties,
    rules,
    isStill: field(appearance, 'disableAnimations') === true,
  };
}

/** What of it is not drawn, for the console of whoever asked for it. */
export function ignoredIn(appearance: unknown): string[] {
  const known = [...Object.keys(GEOMETRY), ...Object.keys(THEMES['stripe'] ?? {}), ...DERIVED];
  const wanted = field(appearance, 'variables');
  const variables = isRecord(wanted) ? Object.keys(wanted) : [];
  const labels = field(appearance, 'labels');
  return [
    ...variables.filter((name) => !known.includes(name)).map((name) => `variables.${name}`),
    ...readRules(field(appearance, 'rules')).ignored.map((name) => `rules["${name}"]`),
    ...(labels === 'floating' ? ['labels: floating'] : []),
    ...(field(appearance, 'inputs') === 'condensed' ? ['inputs: condensed'] : []),
  ];
}
