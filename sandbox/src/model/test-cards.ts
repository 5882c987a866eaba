import type { DeclineName } from './decline.js';

/** What happens when a card is charged. A new behaviour is a new kind here and a case in pay.ts. */
export type CardBehaviour =
  | { kind: 'pays'; aftermath: Aftermath }
  /** `attaches`: a customer may have it all the same. */
  | { kind: 'declines'; decline: DeclineName; attaches: boolean }
  /** The bank wants to know who pays; null: then it pays. */
  | { kind: 'authenticates'; thenDeclines: DeclineName | null };

/** What becomes of the money once it is taken. */
export type Aftermath =
  | 'none'
  | 'available_at_once'
  | 'refund_fails'
  | 'refund_pends'
  | 'disputed'
  | 'disputed_not_received'
  | 'inquired';

export interface TestCard {
  number: string;
  tokens: readonly string[];
  funding: 'credit' | 'debit' | 'prepaid';
  behaviour: CardBehaviour;
}

const paysThen = (aftermath: Aftermath): CardBehaviour => ({ kind: 'pays', aftermath });
const pays = paysThen('none');
const declines = (decline: DeclineName): CardBehaviour => ({
  kind: 'declines',
  decline,
  attaches: false,
});
const declinesCharges = (decline: DeclineName): CardBehaviour => ({
  kind: 'declines',
  decline,
  attaches: true,
});
const secure = (thenDeclines: DeclineName | null = null): CardBehaviour => ({
  kind: 'authenticates',
  thenDeclines,
});

type Row = readonly [number: string, behaviour: CardBehaviour, ...tokens: string[]];

const CREDIT: readonly Row[] = [
  ['4242424242424242', pays, 'visa'],
  ['5555555555554444', pays, 'mastercard'],
  ['2223003122003222', pays],
  ['378282246310005', pays, 'amex'],
  ['371449635398431', pays],
  ['6011111111111117', pays, 'discover'],
  ['3056930009020004', pays, 'diners'],
  ['3566002020360505', pays, 'jcb'],
  ['6200000000000005', pays, 'unionpay'],
  ['4000000000000077', paysThen('available_at_once'), 'bypassPending'],
  ['4000000000003055', pays, 'threeDSecureOptional'],
  ['4000000000003097', pays, 'threeDSecureOptionalProcessingError'],

  ['4000000000000002', declines('generic'), 'chargeDeclined'],
  ['4000000000009995', declines('insufficient_funds'), 'chargeDeclinedInsufficientFunds'],
  ['4000000000009987', declines('lost_card'), 'chargeDeclinedLostCard'],
  ['4000000000009979', declines('stolen_card'), 'chargeDeclinedStolenCard'],
  ['4000000000000069', declines('expired_card'), 'chargeDeclinedExpiredCard'],
  ['4000000000000127', declines('incorrect_cvc'), 'chargeDeclinedIncorrectCvc'],
  ['4000000000000119', declines('processing_error'), 'chargeDeclinedProcessingError'],
  ['4000000000006975', declines('velocity_exceeded'), 'chargeDeclinedVelocityLimitExceeded'],
  ['4100000000000019', declinesCharges('blocked'), 'radarBlock', 'chargeDeclinedFraudulent'],
  ['4000000000000341', declinesCharges('generic'), 'chargeCustomerFail'],

  ['4000002760003184', secure(), 'authenticationRequired'],
  ['4000002500003155', secure(), 'authenticationRequiredOnSetup'],
  ['4000003800000446', secure(), 'authenticationRequiredSetupForOffSession'],
  ['4000000000003220', secure(), 'threeDSecure2Required'],
  ['4000008400001629', secure('generic'), 'threeDSecureRequiredChargeDeclined'],
  [
    '4000008260003178',
    secure('insufficient_funds'),
    'threeDSecureRequiredChargeDeclinedInsufficientFunds',
  ],
  // The bank cannot be asked: nobody is shown a challenge.
  ['4000008400001280', declinesCharges('processing_error'), 'threeDSecureRequiredProcessingError'],

  ['4000000000005126', paysThen('refund_fails'), 'refundFail'],
  ['4000000000007726', paysThen('refund_pends'), 'pendingRefund'],
  ['4000000000000259', paysThen('disputed'), 'createDispute'],
  ['4000000000002685', paysThen('disputed_not_received'), 'createDisputeProductNotReceived'],
  ['4000000000001976', paysThen('inquired'), 'createDisputeInquiry'],
];

const DEBIT: readonly Row[] = [
  ['4000056655665556', pays, 'visa_debit'],
  ['5200828282828210', pays, 'mastercard_debit'],
];

const PREPAID: readonly Row[] = [['5105105105105100', pays, 'mastercard_prepaid']];

/** Every card number the sandbox knows. Any other number is refused: it could be a real card. */
export const TEST_CARDS: readonly TestCard[] = [
  ...CREDIT.map((row) => testCard(row, 'credit')),
  ...DEBIT.map((row) => testCard(row, 'debit')),
  ...PREPAID.map((row) => testCard(row, 'prepaid')),
];

export function testCardByNumber(digits: string): TestCard | undefined {
  return TEST_CARDS.find((card) => card.number === digits);
}

export function testCardByToken(token: string): TestCard | undefined {
  return TEST_CARDS.find((card) => card.tokens.includes(token));
}

export function aftermathOf({ behaviour }: { behaviour: CardBehaviour }): Aftermath {
  return behaviour.kind === 'pays' ? behaviour.aftermath : 'none';
}

function testCard([number, behaviour, ...names]: Row, funding: TestCard['funding']): TestCard {
  return { number, behaviour, funding, tokens: names.flatMap(tokensOf) };
}

// Stripe spells the declining tokens with the brand and without it; both are in use.
function tokensOf(name: string): string[] {
  const plain = `pm_card_${name}`;
  return name.startsWith('chargeDeclined') ? [plain, `pm_card_visa_${name}`] : [plain];
}
