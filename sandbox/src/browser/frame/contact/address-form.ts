import type { AddressValue } from '../../wire/contact-value.js';
import { addressPresence, checkAddress } from './address-check.js';
import {
  ADDRESS_FIELDS,
  type AddressEntry,
  type AddressFieldName,
  EMPTY_ADDRESS,
  isEmptyAddress,
} from './address-entry.js';
import { addressFormat } from './address-format.js';
import { readAddressOptions, readDefaultAddress } from './address-options.js';
import { ADDRESS_RULES } from './address-rules.js';
import { toAddressValue } from './address-value.js';
import { ContactField } from './contact-field.js';
import { ContactForm } from './contact-form.js';
import type { ContactProblem } from './contact-problem.js';
import { countryChoices } from './countries.js';
import { homeCountry } from './home-country.js';
import { stateChoices } from './subdivisions.js';

const HALVES: readonly string[] = ['first_name', 'last_name', 'city', 'state', 'postal_code'];

export class AddressForm extends ContactForm {
  readonly #fields: Record<AddressFieldName, ContactField>;
  #options = readAddressOptions(undefined);
  #countries: readonly string[] = [];
  #country = '';

  constructor(asked: unknown, ...heard: ConstructorParameters<typeof ContactForm>) {
    super(...heard);
    this.#fields = this.#newFields();
    this.#options = readAddressOptions(asked);
    this.#fill(readDefaultAddress(asked, this.#options, homeCountry(navigator.language)));
    this.place(this.fields);
  }

  get value(): AddressValue {
    return toAddressValue(this.#entry, this.#options);
  }

  clear(): void {
    this.#fill({ ...EMPTY_ADDRESS, country: this.#entry.country });
    this.announce();
  }

  apply(asked: unknown): void {
    this.#options = readAddressOptions(asked);
    this.#layOut();
    if (!this.isEmpty) this.announce();
  }

  protected get isEmpty(): boolean {
    return isEmptyAddress(this.#entry);
  }

  protected get fields(): readonly ContactField[] {
    return ADDRESS_FIELDS.map(({ name }) => this.#fields[name]);
  }

  protected problems(): ContactProblem[] {
    return checkAddress(this.#entry, this.#options);
  }

  get #entry(): AddressEntry {
    const entry = { ...EMPTY_ADDRESS };
    for (const { name } of ADDRESS_FIELDS) entry[name] = this.#fields[name].value;
    return entry;
  }

  #newFields(): Record<AddressFieldName, ContactField> {
    const field = (name: AddressFieldName): ContactField => {
      const made: ContactField = new ContactField(
        { name, ...ADDRESS_RULES[name] },
        {
          changed: () => {
            this.#changed(name);
          },
          left: () => {
            this.checkLeft(made);
          },
        },
      );
      return made;
    };
    return {
      name: field('name'),
      first_name: field('first_name'),
      last_name: field('last_name'),
      country: field('country'),
      line1: field('line1'),
      line2: field('line2'),
      city: field('city'),
      state: field('state'),
      postal_code: field('postal_code'),
      phone: field('phone'),
    };
  }

  #changed(name: AddressFieldName): void {
    if (name === 'country') this.#layOut();
    this.announce();
  }

  #fill(entry: AddressEntry): void {
    this.#offerCountries();
    this.#fields.country.value = entry.country;
    this.#layOut();
    for (const { name } of ADDRESS_FIELDS) this.#fields[name].value = entry[name];
  }

  #layOut(): void {
    this.#offerCountries();
    const { country } = this.#entry;
    this.#offerStates(country);
    const { cityLabel, stateLabel, postalLabel } = addressFormat(country);
    this.#fields.city.label = cityLabel;
    this.#fields.state.label = stateLabel ?? '';
    this.#fields.postal_code.label = postalLabel ?? '';
    const isOrganization = this.#options.nameDisplay === 'organization';
    this.#fields.name.label = isOrganization ? 'Organization name' : ADDRESS_RULES.name.label;
    const presence = addressPresence(this.#options, country);
    for (const { name } of ADDRESS_FIELDS) {
      this.#fields[name].isHidden = presence[name] === 'hidden';
      this.#fields[name].isRequired = presence[name] === 'required';
      this.#fields[name].isWide = !HALVES.includes(name);
      const { autofill } = ADDRESS_RULES[name];
      this.#fields[name].autocomplete = `${this.#options.mode} ${autofill}`;
    }
    const { city, state, postal_code } = this.#fields;
    city.isWide = state.isHidden === postal_code.isHidden;
  }

  // A list that is offered anew loses the focus, so both only when they differ.

  #offerCountries(): void {
    const { countries } = this.#options;
    if (countries.join() === this.#countries.join()) return;
    this.#countries = countries;
    const { country } = this.#fields;
    const chosen = country.value;
    country.offer(countryChoices(countries));
    country.value = countries.includes(chosen) ? chosen : (countries[0] ?? '');
  }

  #offerStates(country: string): void {
    if (country === this.#country) return;
    this.#country = country;
    const choices = stateChoices(country);
    const { state } = this.#fields;
    state.offer(choices && [{ value: '', label: 'Select' }, ...choices]);
    state.value = '';
  }
}
