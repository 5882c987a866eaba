import { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** The names of what an ICU message needs, sorted; tags as `<name>`. Throws if it is no message. */
export function argumentsOf(text: string): string[] {
  const elements = new IntlMessageFormat(text, 'en').getAst().flatMap(withInner);
  return [...new Set(elements.flatMap(nameOf))].sort();
}

function withInner(element: Element): Element[] {
  const inner = [
    ...('children' in element ? element.children : []),
    ...('options' in element ? Object.values(element.options).flatMap(({ value }) => value) : []),
  ];
  return [element, ...inner.flatMap(withInner)];
}

/** Literal text has a value as well, but no name; `#` has neither. */
function nameOf(element: Element): string[] {
  if ('children' in element) return [`<${element.value}>`];
  return 'value' in element && !isLiteral(element) ? [element.value] : [];
}

/** `TYPE.literal`, an enum that is not there at run time. */
const isLiteral = ({ type }: Element) => String(type) === '0';
