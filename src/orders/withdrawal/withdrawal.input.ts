import { z } from 'zod';
import { EmailAddress } from '../../common/email-address.js';
import { Texts } from '../../texts/texts.js';

const MAX_NAME_LENGTH = 200;
const error = () => Texts.t('input.name');
const tooLong = () => Texts.t('input.nameLong', { maximum: MAX_NAME_LENGTH });

/** `step`: `confirm` is the second one, in which the contract is withdrawn from. */
export const WithdrawalInput = z.object({
  name: z.string({ error }).trim().min(1, { error }).max(MAX_NAME_LENGTH, { error: tooLong }),
  email: EmailAddress,
  step: z.enum(['enter', 'confirm']).catch('enter'),
});
export type WithdrawalInput = z.infer<typeof WithdrawalInput>;
