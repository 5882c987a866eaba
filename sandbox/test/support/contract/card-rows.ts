// From Stripe's pages on testing and on decline codes, and from published runs against its test mode.
// Not from the sandbox: this is what it is held against.

export interface DeclineRow {
  code: string;
  decline_code: string;
  message: string;
  param?: string;
  advice_code?: string;
}

const DECLINED = { code: 'card_declined', message: 'Your card was declined.' };
const TRY_LATER = { advice_code: 'try_again_later' };
const NEVER_AGAIN = { advice_code: 'do_not_try_again' };
const CHECK_CARD = { advice_code: 'confirm_card_data' };

const GENERIC = { ...DECLINED, decline_code: 'generic_decline' };
const NO_FUNDS = {
  code: 'card_declined',
  decline_code: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
};
const PROCESSING = {
  code: 'processing_error',
  decline_code: 'processing_error',
  message: 'An error occurred while processing your card. Try again in a little bit.',
};

/** The number that is typed, and the tokens that stand for it. */
type Card = [number: string, ...tokens: string[]];

export const PAYING: Card[] = [
  ['4242424242424242', 'pm_card_visa'],
  ['5555555555554444', 'pm_card_mastercard'],
  ['378282246310005', 'pm_card_amex'],
  ['4000000000000077', 'pm_card_bypassPending'],
  // Could be asked, and are not.
  ['4000000000003055', 'pm_card_threeDSecureOptional'],
  ['4000000000003097', 'pm_card_threeDSecureOptionalProcessingError'],
];

export const DECLINING: [DeclineRow, ...Card][] = [
  [
    { ...GENERIC, ...TRY_LATER },
    '4000000000000002',
    'pm_card_visa_chargeDeclined',
    'pm_card_chargeDeclined',
  ],
  [
    { ...NO_FUNDS, ...TRY_LATER },
    '4000000000009995',
    'pm_card_visa_chargeDeclinedInsufficientFunds',
    'pm_card_chargeDeclinedInsufficientFunds',
  ],
  [
    { ...DECLINED, decline_code: 'lost_card', ...NEVER_AGAIN },
    '4000000000009987',
    'pm_card_visa_chargeDeclinedLostCard',
    'pm_card_chargeDeclinedLostCard',
  ],
  [
    { ...DECLINED, decline_code: 'stolen_card', ...NEVER_AGAIN },
    '4000000000009979',
    'pm_card_visa_chargeDeclinedStolenCard',
    'pm_card_chargeDeclinedStolenCard',
  ],
  [
    {
      code: 'expired_card',
      decline_code: 'expired_card',
      message: 'Your card has expired.',
      param: 'exp_month',
      ...CHECK_CARD,
    },
    '4000000000000069',
    'pm_card_chargeDeclinedExpiredCard',
  ],
  [
    {
      code: 'incorrect_cvc',
      decline_code: 'incorrect_cvc',
      message: "Your card's security code is incorrect.",
      param: 'cvc',
      ...CHECK_CARD,
    },
    '4000000000000127',
    'pm_card_chargeDeclinedIncorrectCvc',
  ],
  [{ ...PROCESSING, ...TRY_LATER }, '4000000000000119', 'pm_card_chargeDeclinedProcessingError'],
  [
    {
      code: 'card_declined',
      decline_code: 'card_velocity_exceeded',
      message:
        'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    },
    '4000000000006975',
    'pm_card_visa_chargeDeclinedVelocityLimitExceeded',
    'pm_card_chargeDeclinedVelocityLimitExceeded',
  ],
  [{ ...DECLINED, decline_code: 'fraudulent' }, '4100000000000019', 'pm_card_radarBlock'],
  // Can be saved for a customer, and is declined when it is charged.
  [GENERIC, '4000000000000341', 'pm_card_chargeCustomerFail'],
];

/** What the bank says once the shopper has proven who they are: null when it pays. */
export const ASKING: [DeclineRow | null, ...Card][] = [
  [null, '4000002760003184', 'pm_card_authenticationRequired'],
  [null, '4000002500003155', 'pm_card_authenticationRequiredOnSetup'],
  [null, '4000003800000446', 'pm_card_authenticationRequiredSetupForOffSession'],
  [null, '4000000000003220', 'pm_card_threeDSecure2Required'],
  [GENERIC, '4000008400001629', 'pm_card_threeDSecureRequiredChargeDeclined'],
  [NO_FUNDS, '4000008260003178', 'pm_card_threeDSecureRequiredChargeDeclinedInsufficientFunds'],
];

/** Its bank cannot be asked. */
export const UNASKABLE: [DeclineRow, ...Card] = [
  PROCESSING,
  '4000008400001280',
  'pm_card_threeDSecureRequiredProcessingError',
];
