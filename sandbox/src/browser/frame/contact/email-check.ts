import { type ContactProblem, incomplete, invalid } from './contact-problem.js';

// The API's own rule, so that what passes here is not refused there.
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const LONGEST = 800;

export function checkEmail(email: string): ContactProblem | null {
  if (email === '') return incomplete('email', 'Your email address is incomplete.');
  if (EMAIL.test(email) && email.length <= LONGEST) return null;
  return invalid('email', 'Your email address is invalid.');
}
