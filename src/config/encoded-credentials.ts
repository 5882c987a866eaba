/** Whether user and password are encoded as in a URL: a `%` that stands for nothing throws where they are decoded. */
export function hasEncodedCredentials({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}
