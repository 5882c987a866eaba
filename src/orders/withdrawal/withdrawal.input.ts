import { z } from 'zod';
import { EmailAddress } from '../../common/email-address.js';
import { Texts } from '../../texts/texts.js';

const MAX_NAME_LENGTH = 200;
/** A mail to any address has the name: not a text with a link, or one of several lines. */
const NOT_A_NAME = /[\p{Cc}\u2028\u2029]|:\/\//u;
const error = () => Texts.t('input.name');
const tooLong = () => Texts.t('input.nameLong', { maximum: MAX_NAME_LENGTH });
const notAName = () => Texts.t('input.nameText');

/** `step`: `confirm` is the second one, in which the contract is withdrawn from. */
export const WithdrawalInput = z.object({
  name: z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(MAX_NAME_LENGTH, { error: tooLong })
    .refine((name) => !NOT_A_NAME.test(name), { error: notAName }),
  email: EmailAddress,
  step: z.enum(['enter', 'confirm']).catch('enter'),
});
export type WithdrawalInput = z.infer<typeof WithdrawalInput>;
