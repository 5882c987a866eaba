import type { Dice } from './dice.js';
import { SLUGS, type Slug } from './shelf.js';
import type { Card, Script, Step } from './steps.js';

const CARDS: readonly (readonly [Card, number])[] = [
  ['pm_card_visa', 80],
  ['pm_card_pendingRefund', 4],
  ['pm_card_refundFail', 4],
  ['pm_card_createDispute', 4],
];

const DECLINED: readonly Card[] = [
  'pm_card_visa_chargeDeclined',
  'pm_card_visa_chargeDeclinedInsufficientFunds',
];

const pause = (dice: Dice, most = 40): Step => ({ does: 'pause', ms: dice.int(0, most) });
const slug = (dice: Dice): Slug => dice.pick(SLUGS);
const quantity = (dice: Dice) => dice.int(1, 3);
const add = (dice: Dice): Step => ({ does: 'add', slug: slug(dice), quantity: quantity(dice) });
const buyNow = (dice: Dice): Step => ({ does: 'buy-now', slug: slug(dice) });
const contact = (dice: Dice): Step => ({
  does: 'contact',
  email: `reader-${dice.int(1, 9_999)}@example.com`,
});

/** Whatever the payment comes to, some come back, some look at the order, and some are never seen again. */
function afterwards(dice: Dice): Step[] {
  const back: Step[] = [{ does: 'come-back' }, { does: 'order-page' }];
  return [pause(dice), ...dice.pick([back, [{ does: 'order-page' } as const], []])];
}

/** From the payment page on, with a declined card or two first. */
function pays(dice: Dice, card = dice.weighted(CARDS)): Step[] {
  const declines: Step[] = dice.chance(0.25)
    ? [{ does: 'confirm', card: dice.pick(DECLINED) }, { does: 'order-page' }, contact(dice)]
    : [];
  const confirm: Step = { does: 'confirm', card };
  return [{ does: 'look' }, pause(dice), contact(dice), ...declines, confirm, ...afterwards(dice)];
}

/** Everything a shopper is ever seen to do, by name; the dice choose the details. */
export const STORIES = {
  'buys one book': (dice) => ({ opening: [], tabs: [[buyNow(dice), ...pays(dice)]] }),
  'buys a cart': (dice) => ({
    opening: [add(dice), add(dice)],
    tabs: [[{ does: 'check-out' }, ...pays(dice)]],
  }),
  'presses twice': (dice) => ({
    opening: [add(dice)],
    tabs: [
      [{ does: 'check-out' }, ...pays(dice)],
      [{ does: 'check-out' }, ...pays(dice)],
    ],
  }),
  'changes the cart in another tab': (dice) => ({
    opening: [add(dice), { does: 'check-out' }],
    tabs: [
      [{ does: 'check-out' }, ...pays(dice)],
      [pause(dice, 120), add(dice), { does: 'check-out' }, ...pays(dice)],
    ],
  }),
  'changes their mind': (dice) => ({
    opening: [add(dice), { does: 'check-out' }, { does: 'look' }, contact(dice)],
    tabs: [[add(dice), { does: 'check-out' }, ...pays(dice)]],
  }),
  'pays what the other tab replaced': (dice) => ({
    opening: [add(dice), { does: 'check-out' }, { does: 'look' }, contact(dice)],
    tabs: [
      [pause(dice), { does: 'confirm', card: 'pm_card_visa' }, ...afterwards(dice)],
      [pause(dice), add(dice), { does: 'check-out' }, ...pays(dice)],
    ],
  }),
  'buys here and there': (dice) => ({
    opening: [add(dice)],
    tabs: [
      [{ does: 'check-out' }, ...pays(dice)],
      [buyNow(dice), ...pays(dice)],
    ],
  }),
  'only fills a cart': (dice) => {
    const [one, other] = [slug(dice), slug(dice)];
    const set = (which: Slug): Step => ({ does: 'set', slug: which, quantity: dice.int(0, 9) });
    return { opening: [], tabs: [[set(one), set(other), set(one), set(other), set(one)]] };
  },
  'pays something else': (dice) => ({
    opening: [buyNow(dice), { does: 'look' }, contact(dice)],
    tabs: [
      [
        { does: 'change-payment', to: dice.pick(['another amount', 'another currency']) },
        { does: 'confirm', card: 'pm_card_visa' },
        ...afterwards(dice),
      ],
    ],
  }),
  'walks away': (dice) => ({
    opening: [],
    tabs: [[buyNow(dice), { does: 'look' }, contact(dice)]],
  }),
  'is refunded': (dice) => ({
    opening: [buyNow(dice)],
    tabs: [
      [
        ...pays(dice, dice.pick(['pm_card_visa', 'pm_card_refundFail', 'pm_card_pendingRefund'])),
        { does: 'refund', part: 'half' },
        pause(dice, 150),
        ...(dice.chance(0.6) ? [{ does: 'refund', part: 'half' } as const] : []),
        { does: 'order-page' },
      ],
    ],
  }),
  'is refunded at the desk': (dice) => ({
    opening: [buyNow(dice)],
    tabs: [
      [
        ...pays(dice, 'pm_card_visa'),
        { does: 'order-page' },
        { does: 'refund-here', amount: `${dice.int(1, 9)}.00` },
      ],
    ],
  }),
} as const satisfies Record<string, (dice: Dice) => Script>;

export type StoryName = keyof typeof STORIES;

/** How often each is told. */
export const USUAL: readonly (readonly [StoryName, number])[] = [
  ['buys one book', 5],
  ['buys a cart', 5],
  ['presses twice', 3],
  ['changes the cart in another tab', 3],
  ['changes their mind', 2],
  ['pays what the other tab replaced', 2],
  ['buys here and there', 2],
  ['only fills a cart', 2],
  ['pays something else', 0.5],
  ['walks away', 2],
  ['is refunded', 3],
  // A process of its own, which takes a second to start.
  ['is refunded at the desk', 0.3],
];
