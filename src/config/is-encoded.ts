/**
 * Whether user, password and path are each encoded as in a URL. Where one is not, such as a password with a `%` that
 * stands for nothing, whoever decodes it throws.
 */
export function isEncoded({ username, password, pathname }: URL): boolean {
  try {
    for (const each of [username, password, pathname]) decodeURIComponent(each);
    return true;
  } catch {
    return false;
  }
}
