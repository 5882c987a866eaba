import { IntlMessageFormat } from 'intl-messageformat';
import { messageOf } from '../common/error.js';

/** A tag of a text, such as `<order>`: gets what is within, and returns what replaces it. */
export type TagFunction = (contents: unknown[]) => unknown;
export type MessageArguments = Readonly<Record<string, unknown>>;

type Values = Parameters<IntlMessageFormat['formatToParts']>[0];

/** ICU messages of one language, each compiled when it is first used. */
export class Messages {
  readonly #compiled = new Map<string, IntlMessageFormat>();

  constructor(
    private readonly tag: string,
    private readonly texts: ReadonlyMap<string, string>,
  ) {}

  has(key: string): boolean {
    return this.texts.has(key);
  }

  /** Throws an Error for an unknown key, a missing argument, and a text with tags. */
  text(key: string, values: MessageArguments): string {
    return this.parts(key, values).map(String).join('');
  }

  /** Literal texts, and what the functions for its tags have returned. Throws an Error as `text` does. */
  parts(key: string, values: MessageArguments): unknown[] {
    try {
      const message = this.#compiled.get(key) ?? this.#compile(key);
      assertGiven(values);
      return message.formatToParts<unknown>(values as Values).map(({ value }) => value);
    } catch (cause) {
      throw new Error(`Text ${key}: ${messageOf(cause)}`, { cause });
    }
  }

  #compile(key: string): IntlMessageFormat {
    const text = this.texts.get(key);
    if (text === undefined) throw new Error(`there is none in ${this.tag}`);
    const message = new IntlMessageFormat(text, this.tag);
    this.#compiled.set(key, message);
    return message;
  }
}

/** The library would print nothing for these. */
function assertGiven(values: MessageArguments) {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null) throw new Error(`argument ${name} is missing`);
  }
}
