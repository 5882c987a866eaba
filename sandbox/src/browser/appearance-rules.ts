import { isRecord } from './is-record.js';

export interface StyleRule {
  selector: string;
  /** CSS properties in CSS's own spelling. */
  declarations: readonly (readonly [string, string])[];
}

interface Rules {
  rules: StyleRule[];
  ignored: string[];
}

const PLAIN: Record<string, string> = { '': '' };

const STATES: Record<string, string> = {
  ...PLAIN,
  '--invalid': "[aria-invalid='true']",
  '--empty': ':placeholder-shown',
};

// Stripe's names for the parts of a form that this one has too.
const PARTS = [
  { name: '.Input', css: ':root :is(input, select)', states: STATES },
  { name: '.Label', css: ':root label', states: PLAIN },
  { name: '.Error', css: ':root .problem', states: PLAIN },
];

const PSEUDO = [
  '',
  ':hover',
  ':focus',
  ':focus-visible',
  ':disabled',
  '::placeholder',
  '::selection',
];

const SELECTORS = new Map(
  PARTS.flatMap(({ name, css, states }) =>
    Object.entries(states).flatMap(([state, condition]) =>
      PSEUDO.map((pseudo) => [`${name}${state}${pseudo}`, `${css}${condition}${pseudo}`] as const),
    ),
  ),
);

/** Those by which Stripe lets a page dress a field; none loads anything or moves it elsewhere. */
const PROPERTY =
  /^(backgroundColor|border(?!Image)[A-Za-z]*|boxShadow|color|font[A-Z][A-Za-z]*|letterSpacing|lineHeight|margin[A-Za-z]*|opacity|outline[A-Za-z]*|padding[A-Za-z]*|text(Decoration|Shadow|Transform)|transition)$/;

const cssName = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Reads `appearance.rules`; what is left out is named in `ignored`. */
export function readRules(asked: unknown): Rules {
  const read: Rules = { rules: [], ignored: [] };
  for (const [name, style] of Object.entries(isRecord(asked) ? asked : {})) {
    const selector = SELECTORS.get(name);
    if (selector === undefined || !isRecord(style)) {
      read.ignored.push(name);
      continue;
    }
    const known = Object.entries(style).filter(([property]) => PROPERTY.test(property));
    const declarations = known.map(
      ([property, value]) => [cssName(property), String(value)] as const,
    );
    read.rules.push({ selector, declarations });
    const unknown = Object.keys(style).filter((property) => !PROPERTY.test(property));
    read.ignored.push(...unknown.map((property) => `${name} ${property}`));
  }
  return read;
}
