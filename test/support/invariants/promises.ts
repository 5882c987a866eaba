import type { Operation } from '../../chaos/history.js';
import type { Books } from './books.js';

const named = ({ id, who, does }: Operation) => `operation ${id} (${who}: ${does})`;
const orderOf = ({ shop }: Books, operation: Operation) =>
  shop.orders.find(({ token }) => token === operation.token);

/** An order that a shopper was given is there. */
export function placedIsThere(books: Books): string[] {
  return books.operations
    .filter(
      ({ does, outcome, token }) => /check-out|buy-now/.test(does) && outcome === 'ok' && token,
    )
    .filter((operation) => !orderOf(books, operation))
    .map((operation) => `${named(operation)} was given an order that is not there`);
}

/** An e-mail that was kept is the order's, unless another came at the same time or later. */
export function keptContactsStay(books: Books): string[] {
  const contacts = books.operations.filter(({ does }) => does === 'contact');
  return books.shop.orders.flatMap((order) => {
    const mine = contacts.filter(({ token }) => token === order.token);
    const last = Math.max(
      0,
      ...mine.filter(({ outcome }) => outcome === 'ok').map(({ invokedAt }) => invokedAt),
    );
    if (last === 0) return [];
    // Whoever had ended before the last that was acknowledged began cannot have the last word.
    const possible = mine.filter(({ outcome, endedAt }) => outcome !== 'fail' && endedAt >= last);
    return possible.some((each) => each.with['email'] === order.email)
      ? []
      : [
          `order ${order.number} has the e-mail ${String(order.email)}, which is not the last one kept`,
        ];
  });
}

/** So with a book in the cart of somebody who never checks out. */
export function keptCartsStay({ shop, operations }: Books): string[] {
  return operations
    .filter(({ does, outcome }) => does === 'set' && outcome === 'ok')
    .filter((last) =>
      operations
        .filter(
          ({ id, who, with: asked }) =>
            id !== last.id && who === last.who && asked['slug'] === last.with['slug'],
        )
        .every(({ outcome, endedAt }) => outcome === 'fail' || endedAt < last.invokedAt),
    )
    .flatMap(({ who, with: asked, cartId }) => {
      if (!cartId) return [];
      const book = shop.books.find(({ slug }) => slug === asked['slug']);
      const item = shop.cartItems.find(
        (each) => each.cartId === cartId && each.bookId === book?.id,
      );
      const has = item?.quantity ?? 0;
      return has === asked['quantity']
        ? []
        : [`${who} set ${String(asked['slug'])} to ${String(asked['quantity'])} and has ${has}`];
    });
}

/** A page that says paid is right, and was when it said so. */
export function paidIsPaid(books: Books): string[] {
  const told = books.operations.filter(({ says }) => says === 'paid');
  const tooSoon = told.filter((operation) => !mayHavePaidBefore(books, operation));
  const withoutMoney = told.filter((operation) => {
    const id = orderOf(books, operation)?.paymentIntentId;
    return books.stripe.intents.find((intent) => intent.id === id)?.status !== 'succeeded';
  });
  return [
    ...withoutMoney.map(
      (page) => `${named(page)} was told that it is paid, and Stripe has no money`,
    ),
    ...tooSoon.map((page) => `${named(page)} was told that it is paid before anybody had paid`),
  ];
}

/** Nobody pays but with a `confirm`; one without an answer may have. */
function mayHavePaidBefore({ operations }: Books, { token, endedAt }: Operation): boolean {
  return operations.some(
    (each) =>
      each.does === 'confirm' &&
      each.outcome !== 'fail' &&
      each.token === token &&
      each.invokedAt < endedAt,
  );
}

/** Once Stripe has said yes, no page says that nothing was charged. */
export function chargedIsNotDenied({ operations, staleMs }: Books): string[] {
  const charged = operations.filter(({ does, outcome }) => does === 'confirm' && outcome === 'ok');
  return operations
    .filter(({ says }) => says === 'nothing was charged')
    .filter(({ token, invokedAt }) =>
      charged.some((each) => each.token === token && each.endedAt + staleMs < invokedAt),
    )
    .map((operation) => `${named(operation)} was told that nothing was charged, after it was`);
}

/** The price on the button is the order's, and what Stripe is asked for, unless somebody there changed it. */
export function shownIsAsked(books: Books): string[] {
  const changed = changedAtStripe(books);
  return books.operations.flatMap((operation) => {
    const { shownMinor, paymentIntentId } = operation;
    if (shownMinor === undefined) return [];
    const order = orderOf(books, operation);
    const asked = books.stripe.intents.find(({ id }) => id === paymentIntentId)?.amount;
    const isAsked = asked === shownMinor || changed.has(paymentIntentId);
    const isRight =
      isAsked && order?.totalMinor === shownMinor && order.paymentIntentId === paymentIntentId;
    return isRight
      ? []
      : [
          `${named(operation)} showed ${shownMinor}; the order is for ${String(order?.totalMinor)}, Stripe asks ${String(asked)}`,
        ];
  });
}

function changedAtStripe({ operations }: Books) {
  const changes = operations.filter(({ does }) => does === 'change-payment');
  return new Set(changes.map(({ paymentIntentId }) => paymentIntentId));
}

/** No error page tells a secret. */
export function errorsTellNothing({ operations }: Books): string[] {
  return operations.flatMap((operation) =>
    operation.leaked ? [`${named(operation)} was shown ${operation.leaked}`] : [],
  );
}
