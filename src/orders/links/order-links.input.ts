import { z } from 'zod';
import { EmailAddress } from '../../common/email-address.js';

export const OrderLinksInput = z.object({ email: EmailAddress });
export type OrderLinksInput = z.infer<typeof OrderLinksInput>;
