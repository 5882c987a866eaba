import { type Currency, MAXIMUM_CHARGE_MINOR, minimumChargeMinor } from '../money/currency.js';
import { format } from '../money/format.js';
import { Texts } from '../texts/texts.js';
import { type chargeProblem, money } from '../money/money.js';

/** The limit that a total is beyond, in a sentence for the shopper. */
export function chargeLimitText(
  problem: NonNullable<ReturnType<typeof chargeProblem>>,
  currency: Currency,
): string {
  return problem === 'too-small'
    ? Texts.t('problem.limit.small', {
        amount: format(money(minimumChargeMinor(currency), currency)),
      })
    : Texts.t('problem.limit.large', { amount: format(money(MAXIMUM_CHARGE_MINOR, currency)) });
}
