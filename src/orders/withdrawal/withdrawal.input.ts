import { z } from 'zod';
import { EmailAddress } from '../../common/email-address.js';

const NAME = 'Please enter your name.';

/** `step`: `confirm` is the second one, in which the contract is withdrawn from. */
export const WithdrawalInput = z.object({
  name: z.string(NAME).trim().min(1, NAME).max(200, 'A name has at most 200 characters.'),
  email: EmailAddress,
  step: z.enum(['enter', 'confirm']).catch('enter'),
});
export type WithdrawalInput = z.infer<typeof WithdrawalInput>;
