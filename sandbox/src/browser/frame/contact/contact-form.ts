import type { ContactValue } from '../../wire/contact-value.js';
import type { ChangeNotice } from '../../wire/frame-notice.js';
import { byId } from '../dom.js';
import type { ContactField } from './contact-field.js';
import type { ContactProblem } from './contact-problem.js';

interface Heard {
  changed: (state: Omit<ChangeNotice, 'notice'>) => void;
  submitted: () => void;
}

/** A form whose value is no secret from the page: it may read along. */
export abstract class ContactForm {
  readonly #form = byId('contact', HTMLFormElement);
  #told = '';

  constructor(private readonly heard: Heard) {
    this.#form.addEventListener('keydown', ({ key, target }) => {
      if (key === 'Enter' && target instanceof HTMLInputElement) heard.submitted();
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
  }

  abstract get value(): ContactValue;

  protected abstract get isEmpty(): boolean;

  /** All of them, in their order. */
  protected abstract get fields(): readonly ContactField[];

  protected abstract problems(): ContactProblem[];

  abstract clear(): void;

  /** What the page asked for when it made the element, or has changed since. */
  abstract apply(asked: unknown): void;

  show(): void {
    this.#form.hidden = false;
  }

  /** Tells the page of what it filled in itself. */
  announceFilled(): void {
    if (!this.isEmpty) this.announce();
  }

  focus(): void {
    this.fields.find(({ isHidden }) => !isHidden)?.focus();
  }

  focusProblem(): void {
    this.fields.find(({ isMarked, isHidden }) => isMarked && !isHidden)?.focus();
  }

  blur(): void {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  /** Shows every problem beside its field, and returns the first. */
  check(): ContactProblem | null {
    const problems = this.problems();
    for (const field of this.fields) field.show(messageFor(field, problems));
    return problems[0] ?? null;
  }

  protected place(fields: readonly ContactField[]): void {
    this.#form.append(...fields.map(({ row }) => row));
  }

  /** Tells the page once about each value. */
  protected announce(): void {
    const { value, isEmpty: empty } = this;
    const state = { empty, complete: this.problems().length === 0, value };
    const told = JSON.stringify(state);
    if (told !== this.#told) this.heard.changed(state);
    this.#told = told;
  }

  /** An empty field is not wrong until somebody tries to go on. */
  protected checkLeft(field: ContactField): void {
    if (field.value !== '') field.show(messageFor(field, this.problems()));
  }
}

const messageFor = ({ name }: ContactField, problems: readonly ContactProblem[]): string | null =>
  problems.find(({ field }) => field === name)?.message ?? null;
