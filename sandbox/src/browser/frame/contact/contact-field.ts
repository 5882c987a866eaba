import { betweenPresses } from '../../presses.js';
import { showProblemIn } from '../problem-line.js';
import type { Choice } from './countries.js';

interface ContactFieldRule {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'tel';
  placeholder?: string;
}

interface Heard {
  changed: () => void;
  left: () => void;
}

type Control = HTMLInputElement | HTMLSelectElement;

/** A label, a field to type in or to choose from, and room for what is wrong with it. */
export class ContactField {
  readonly row = document.createElement('div');
  readonly #label = document.createElement('label');
  readonly #problem = document.createElement('p');
  #control: Control;

  constructor(
    private readonly rule: ContactFieldRule,
    private readonly heard: Heard,
  ) {
    const { name, label } = rule;
    this.row.className = 'field';
    this.#label.htmlFor = name;
    this.label = label;
    this.#problem.className = 'problem';
    this.#problem.id = `${name}-problem`;
    this.#problem.setAttribute('role', 'alert');
    this.#control = this.#newInput();
    this.row.append(this.#label, this.#box(), this.#problem);
  }

  get name(): string {
    return this.rule.name;
  }

  get value(): string {
    return this.#control.value.trim();
  }

  set value(text: string) {
    this.#control.value = text;
    this.show(null);
  }

  set label(text: string) {
    this.#label.textContent = text;
  }

  set isRequired(required: boolean) {
    this.#control.required = required;
  }

  set isWide(wide: boolean) {
    this.row.classList.toggle('wide', wide);
  }

  get isHidden(): boolean {
    return this.row.hidden !== false;
  }

  set isHidden(hidden: boolean) {
    this.row.hidden = hidden;
  }

  set autocomplete(tokens: string) {
    this.#control.setAttribute('autocomplete', tokens);
  }

  get isMarked(): boolean {
    return this.#control.getAttribute('aria-invalid') === 'true';
  }

  show(message: string | null): void {
    this.#control.setAttribute('aria-invalid', String(message !== null));
    showProblemIn(this.#problem, message);
  }

  focus(): void {
    this.#control.focus();
  }

  /** null: no list, the shopper types. */
  offer(choices: readonly Choice[] | null): void {
    const { autocomplete, required } = this.#control;
    this.#control = choices === null ? this.#newInput() : this.#newSelect(choices);
    this.#control.setAttribute('autocomplete', autocomplete);
    this.#control.required = required;
    this.row.children[1]?.replaceWith(this.#box());
  }

  #box(): HTMLDivElement {
    const box = document.createElement('div');
    box.className = this.#control instanceof HTMLSelectElement ? 'box list' : 'box';
    box.append(this.#control);
    return box;
  }

  #newInput(): HTMLInputElement {
    const input = document.createElement('input');
    input.type = this.rule.type ?? 'text';
    input.placeholder = this.rule.placeholder ?? '';
    return this.#prepare(input);
  }

  #newSelect(choices: readonly Choice[]): HTMLSelectElement {
    const select = document.createElement('select');
    select.append(...choices.map(({ value, label }) => new Option(label, value)));
    return this.#prepare(select);
  }

  #prepare<T extends Control>(control: T): T {
    control.id = this.name;
    control.name = this.name;
    control.setAttribute('aria-describedby', this.#problem.id);
    control.addEventListener('input', () => {
      this.show(null);
      this.heard.changed();
    });
    control.addEventListener('blur', () => {
      betweenPresses(this.heard.left);
    });
    return control;
  }
}
