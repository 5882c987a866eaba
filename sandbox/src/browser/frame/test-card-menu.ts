import type { CardForm } from './card-form.js';
import { formatCardNumber } from './card-number.js';
import { byId } from './dom.js';
import { detailsFor, MENU_CARDS, type TestCard } from './test-cards.js';

function textSpan(className: string, text: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}

function menuItem(card: TestCard, chosen: () => void): HTMLLIElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.append(
    textSpan('outcome', card.outcome),
    textSpan('digits', formatCardNumber(card.number)),
  );
  button.addEventListener('click', chosen);
  item.append(button);
  return item;
}

export class TestCardMenu {
  readonly #details = byId('test-cards', HTMLDetailsElement);

  constructor(private readonly form: CardForm) {
    const items = MENU_CARDS.map((card) =>
      menuItem(card, () => {
        this.#choose(card);
      }),
    );
    byId('test-card-list', HTMLUListElement).append(...items);
    this.#details.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.#close();
    });
  }

  #close(): void {
    this.#details.open = false;
    this.#details.querySelector('summary')?.focus();
  }

  #choose(card: TestCard): void {
    this.form.fill({ number: card.number, ...detailsFor(card, new Date()) });
    this.#details.open = false;
    // The button that had the focus is folded away.
    this.form.focus('number');
    byId('filled', HTMLElement).textContent = `Filled in the test card: ${card.outcome}.`;
  }
}
