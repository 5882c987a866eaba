import { userInfo } from 'node:os';

/** Who gives a command. Some containers run as a user without a name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'admin';
  }
}
