import { z } from 'zod';
import { EmailAddress } from '../common/email-address.js';
import { LANGUAGES } from '../texts/languages.js';
import { languageOf } from '../texts/locale.js';
import { Country, isInEea } from './country.js';

const WITHDRAWAL_DAYS = 14;

const text = (example: string) =>
  z
    .string(`must be a text, such as "${example}"`)
    .trim()
    .min(1, `must not be empty: write for example "${example}"`)
    .max(200, 'must have at most 200 characters');
const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null);
const days = z
  .number('must be a number of days, such as 30')
  .int('must be a whole number of days, such as 30')
  .min(0, 'must be 0 or more days, such as 30')
  .max(3650, 'must be at most 3650 days');

const Locale = z
  .string('must be a language and a country, such as "en-US"')
  .refine(isLocale, {
    error: 'must be a language and a country by BCP 47, such as "en-US" or "de-DE"',
    abort: true,
  })
  .refine((tag) => languageOf(tag) in LANGUAGES, {
    error: `must be in a language that the shop has texts in (${Object.keys(LANGUAGES).join(', ')}), such as "en-US"`,
  });
const TimeZone = z.string('must be a time zone, such as "Europe/Berlin"').refine(isTimeZone, {
  error: 'must be a time zone by its IANA name, such as "UTC" or "Europe/Berlin"',
});

const Address = z.strictObject({
  lines: z
    .array(text('12 Mill Lane'), 'must be a list of lines, such as ["12 Mill Lane"]')
    .min(1, 'must have a line, such as "12 Mill Lane"')
    .max(4, 'must have at most 4 lines'),
  postalCode: optional(text('97205')),
  city: text('Portland'),
  state: optional(text('OR')),
  country: Country,
});

const Policies = z.strictObject({
  /** How long books may be returned, whatever the law says. */
  returnDays: days.default(30),
  /** How long a consumer may withdraw from the contract after the delivery; 0: not in this country. */
  withdrawalDays: optional(days),
});

/** `shop.json`: who sells. */
export const ShopFile = z
  .strictObject({
    example: z.boolean('must be true or false').default(false),
    name: text('Mill Lane Books'),
    tagline: optional(text('Books for people who make things')),
    address: Address,
    email: z
      .string('must be an e-mail address, such as "books@example.com"')
      .refine((given) => EmailAddress.safeParse(given).success, {
        error: 'must be an e-mail address, such as "books@example.com"',
      }),
    phone: optional(text('+1 503 555 0123')),
    taxNumber: optional(text('DE123456789')),
    registration: optional(text('Amtsgericht Musterstadt, HRB 1234')),
    openingHours: z
      .array(text('Monday to Friday 10:00–18:00'), 'must be a list of lines')
      .max(14, 'must have at most 14 lines')
      .default([]),
    locale: Locale.default('en-US'),
    timeZone: TimeZone.default('UTC'),
    policies: Policies.prefault({}),
  })
  .transform(({ policies, ...shop }) => ({
    ...shop,
    policies: {
      ...policies,
      withdrawalDays:
        policies.withdrawalDays ?? (isInEea(shop.address.country) ? WITHDRAWAL_DAYS : 0),
    },
  }));

/** Who sells: `shop.json`, read and checked at the start. */
export abstract class Shop {
  /** Whether it is the shop that Folio comes with, which production refuses. */
  abstract readonly example: boolean;
  abstract readonly name: string;
  abstract readonly tagline: string | null;
  /** `country`: ISO 3166-1 alpha-2. */
  abstract readonly address: Readonly<z.output<typeof Address>>;
  abstract readonly email: string;
  abstract readonly phone: string | null;
  /** Such as a VAT number. */
  abstract readonly taxNumber: string | null;
  /** In a register of companies, with the number there. */
  abstract readonly registration: string | null;
  abstract readonly openingHours: readonly string[];
  /** BCP 47, such as `en-US`: of dates, prices and texts. */
  abstract readonly locale: string;
  /** By its IANA name, such as `Europe/Berlin`: of times on pages. */
  abstract readonly timeZone: string;
  /** In days; `withdrawalDays` 0: there is no right to withdraw. */
  abstract readonly policies: Readonly<{ returnDays: number; withdrawalDays: number }>;
}

function isLocale(given: string): boolean {
  try {
    return new Intl.Locale(given).baseName === given;
  } catch {
    return false;
  }
}

function isTimeZone(given: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: given }));
  } catch {
    return false;
  }
}
