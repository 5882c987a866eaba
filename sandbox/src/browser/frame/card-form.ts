import { formatExpiry, parseExpiry } from './card-expiry.js';
import { CARD_FIELDS, checkCard } from './card-check.js';
import type { CardEntry, CardFieldName, CardProblem } from './card-check.js';
import { CardField } from './card-field.js';
import {
  cardBrand,
  cvcLength,
  digitsOf,
  formatCardNumber,
  isFullCardNumber,
} from './card-number.js';
import { showBrand } from './brand.js';
import { byId } from './dom.js';

export interface CardState {
  empty: boolean;
  complete: boolean;
}

export class CardForm {
  readonly #form = byId('card', HTMLFormElement);
  readonly #fields: Record<CardFieldName, CardField>;
  #state: CardState = { empty: true, complete: false };

  constructor(
    private readonly changed: (state: CardState) => void,
    submitted: () => void,
  ) {
    const write = {
      number: formatCardNumber,
      expiry: formatExpiry,
      cvc: (typed: string) => digitsOf(typed).slice(0, cvcLength(this.entry.number)),
    };
    const field = (name: CardFieldName): CardField =>
      new CardField(name, {
        format: write[name],
        changed: (typing) => {
          this.#afterChange(name, typing);
        },
        left: () => {
          this.#afterLeaving(name);
        },
      });
    this.#fields = { number: field('number'), expiry: field('expiry'), cvc: field('cvc') };
    this.#form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) submitted();
      this.#stepBack(event);
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    showBrand('unknown');
  }

  get entry(): CardEntry {
    const { number, expiry, cvc } = this.#fields;
    return { number: number.value, expiry: expiry.value, cvc: cvc.value };
  }

  show(): void {
    this.#form.hidden = false;
  }

  focus(name: CardFieldName = 'number'): void {
    this.#fields[name].input.focus();
  }

  blur(): void {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  fill(entry: CardEntry): void {
    for (const name of CARD_FIELDS) this.#fields[name].fill(entry[name]);
    this.#announce();
  }

  clear(): void {
    this.fill({ number: '', expiry: '', cvc: '' });
  }

  setReadOnly(readOnly: boolean): void {
    for (const name of CARD_FIELDS) this.#fields[name].input.readOnly = readOnly;
  }

  /** Takes the shopper to the first field that is marked. */
  focusProblem(): void {
    this.focus(CARD_FIELDS.find((name) => this.#fields[name].isMarked));
  }

  /** Shows every problem beside its field, and returns the first. */
  check(): CardProblem | null {
    const problems = checkCard(this.entry, new Date());
    for (const name of CARD_FIELDS) {
      this.#fields[name].show(problems.find(({ field }) => field === name) ?? null);
    }
    return problems[0] ?? null;
  }

  showProblem(problem: CardProblem): void {
    this.#fields[problem.field].show(problem);
  }

  #afterChange(name: CardFieldName, typing: boolean): void {
    this.#announce();
    if (!typing) return;
    const { number, expiry } = this.#fields;
    const isDone = {
      number: isFullCardNumber(number.value),
      expiry: parseExpiry(expiry.value) !== null,
      cvc: false,
    };
    if (isDone[name] && this.#problemOf(name) === null) this.#stepForward(name);
  }

  #afterLeaving(name: CardFieldName): void {
    // An empty field is not wrong until somebody tries to pay.
    if (this.#fields[name].value !== '') this.#fields[name].show(this.#problemOf(name));
  }

  #problemOf(name: CardFieldName): CardProblem | null {
    return checkCard(this.entry, new Date()).find(({ field }) => field === name) ?? null;
  }

  #stepForward(name: CardFieldName): void {
    const next = CARD_FIELDS[CARD_FIELDS.indexOf(name) + 1];
    if (next !== undefined && this.#fields[next].value === '') this.focus(next);
  }

  #stepBack(event: KeyboardEvent): void {
    if (event.key !== 'Backspace') return;
    const index = CARD_FIELDS.findIndex((name) => this.#fields[name].input === event.target);
    const current = CARD_FIELDS[index];
    const before = CARD_FIELDS[index - 1];
    if (current === undefined || before === undefined || this.#fields[current].value !== '') return;
    event.preventDefault();
    this.focus(before);
  }

  #announce(): void {
    const { number, expiry, cvc } = this.entry;
    showBrand(cardBrand(number));
    const state = {
      empty: `${number}${expiry}${cvc}` === '',
      complete: checkCard(this.entry, new Date()).length === 0,
    };
    const isSame = state.empty === this.#state.empty && state.complete === this.#state.complete;
    this.#state = state;
    if (!isSame) this.changed(state);
  }
}
