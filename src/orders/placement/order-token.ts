import { randomBytes } from 'node:crypto';

/** 192 random bits. The token gives access to the order's pages. */
export function newOrderToken(): string {
  return randomBytes(24).toString('base64url');
}
