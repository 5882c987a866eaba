import { randomBytes } from 'node:crypto';

/** 192 random bits: whoever holds it may see the order's pages. */
export function newOrderToken(): string {
  return randomBytes(24).toString('base64url');
}
