/** What a person counts as characters, more nearly than UTF-16 does, in which an emoji is two. */
export function charactersOf(text: string): string[] {
  return Array.from(text);
}
