import { isRecord } from '../../is-record.js';
import type { EmailValue } from '../../wire/contact-value.js';
import { ContactField } from './contact-field.js';
import { ContactForm } from './contact-form.js';
import type { ContactProblem } from './contact-problem.js';
import { checkEmail } from './email-check.js';

const RULE = {
  name: 'email',
  label: 'Email',
  type: 'email',
  placeholder: 'you@example.com',
} as const;

export class EmailForm extends ContactForm {
  readonly #email = new ContactField(RULE, {
    changed: () => {
      this.announce();
    },
    left: () => {
      this.checkLeft(this.#email);
    },
  });

  constructor(asked: unknown, ...heard: ConstructorParameters<typeof ContactForm>) {
    super(...heard);
    this.#email.isWide = true;
    this.#email.isRequired = true;
    this.#email.autocomplete = 'email';
    const defaults = isRecord(asked) ? asked['defaultValues'] : undefined;
    const email = isRecord(defaults) ? defaults['email'] : undefined;
    if (typeof email === 'string') this.#email.value = email;
    this.place(this.fields);
  }

  get value(): EmailValue {
    return { email: this.#email.value };
  }

  clear(): void {
    this.#email.value = '';
    this.announce();
  }

  /** This element has nothing that could be changed later. */
  apply(): void {
    return;
  }

  protected get isEmpty(): boolean {
    return this.#email.value === '';
  }

  protected get fields(): readonly ContactField[] {
    return [this.#email];
  }

  protected problems(): ContactProblem[] {
    return [checkEmail(this.#email.value) ?? []].flat();
  }
}
