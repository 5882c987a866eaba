import { caretIn } from './caret.js';
import type { CardFieldName, CardProblem } from './card-check.js';
import { betweenPresses } from '../presses.js';
import { byId } from './dom.js';
import { showProblemIn } from './problem-line.js';

interface CardFieldOptions {
  format: (typed: string, deleting: boolean) => string;
  /** Called after every change of the value by the shopper. */
  changed: (typing: boolean) => void;
  left: () => void;
}

export class CardField {
  readonly input: HTMLInputElement;
  readonly #problem: HTMLElement;

  constructor(
    readonly name: CardFieldName,
    private readonly options: CardFieldOptions,
  ) {
    this.input = byId(name, HTMLInputElement);
    this.#problem = byId(`${name}-problem`, HTMLElement);
    this.input.addEventListener('input', (event) => {
      this.#typed(event instanceof InputEvent ? event.inputType : '');
    });
    this.input.addEventListener('blur', () => {
      betweenPresses(options.left);
    });
  }

  get value(): string {
    return this.input.value;
  }

  get isMarked(): boolean {
    return this.input.getAttribute('aria-invalid') === 'true';
  }

  fill(typed: string): void {
    this.input.value = this.options.format(typed, false);
    this.show(null);
  }

  show(problem: CardProblem | null): void {
    this.input.setAttribute('aria-invalid', String(problem !== null));
    showProblemIn(this.#problem, problem?.message ?? null);
  }

  #typed(inputType: string): void {
    const { value, selectionStart } = this.input;
    const written = this.options.format(value, inputType.startsWith('delete'));
    if (written !== value) {
      this.input.value = written;
      const caret = caretIn(written, value, selectionStart ?? value.length);
      this.input.setSelectionRange(caret, caret);
    }
    this.show(null);
    this.options.changed(inputType === 'insertText');
  }
}
