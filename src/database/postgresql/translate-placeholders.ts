const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|::|\?|:([A-Za-z_]\w*)/g;

export interface Translated {
  text: string;
  /** Of the parameters in their order; empty if they have none. */
  names: readonly string[];
}

/** `?` and `:name`, as SQLite has them, into `$1`, `$2`. */
export function translatePlaceholders(text: string): Translated {
  const names: string[] = [];
  let count = 0;
  const translated = text.replaceAll(TOKENS, (token, name: string | undefined) => {
    if (token === '?') return `$${(count += 1)}`;
    if (name === undefined) return token;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text: translated, names };
}
