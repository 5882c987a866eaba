import { z } from 'zod';
import { chosenIn } from '../cart/domain/cart-changes.js';
import { Texts } from '../texts/texts.js';
import { EmailAddress } from '../common/email-address.js';

/**
 * `slug`: a book to buy now, instead of the cart. `seen`: the fingerprint of the offer on the cart page.
 * `chosen`: what is chosen there.
 */
export const CheckoutInput = z
  .looseObject({
    slug: z.string().min(1).max(200).optional(),
    seen: z.string().max(4000).optional(),
  })
  .transform(({ slug, seen, ...fields }, context) => {
    const chosen = chosenIn(fields);
    if (chosen) return { slug, seen, chosen };
    context.addIssue(Texts.t('input.quantities'));
    return z.NEVER;
  });
export type CheckoutInput = z.infer<typeof CheckoutInput>;

export const ContactInput = z.object({ email: EmailAddress });
export type ContactInput = z.infer<typeof ContactInput>;
