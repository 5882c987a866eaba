/**
 * Makes `old` look like `fresh`, in place: what has the focus keeps it, what was typed or opened
 * stays so. Elements with the same `data-key` or id are the same wherever they went; what is marked
 * with `data-keep` belongs to the page's script.
 */
export function morph(old: Element, fresh: Element): void {
  if (old.hasAttribute('data-keep') || isSameMoment(old, fresh)) return;
  takeAttributes(old, fresh);
  let next = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const found = partnerOf(wanted, next, old);
    if (!found) {
      old.insertBefore(document.importNode(wanted, true), next);
      continue;
    }
    if (found === next) next = next.nextSibling;
    else old.insertBefore(found, next);
    become(found, wanted);
  }
  removeFrom(next);
}

function become(found: Node, wanted: Node): void {
  if (found instanceof Element && wanted instanceof Element) morph(found, wanted);
  else if (found.nodeValue !== wanted.nodeValue) found.nodeValue = wanted.nodeValue;
}

/** What in `parent` is to become `wanted`, from `next` on. */
function partnerOf(wanted: Node, next: Node | null, parent: Element): Node | null {
  const key = keyOf(wanted);
  if (key === null) return next && isAlike(next, wanted) ? next : null;
  return (
    [...parent.children].find((child) => keyOf(child) === key && isAlike(child, wanted)) ?? null
  );
}

function isAlike(one: Node, other: Node): boolean {
  return one.nodeName === other.nodeName && keyOf(one) === keyOf(other);
}

function keyOf(node: Node): string | null {
  if (!(node instanceof Element)) return null;
  return node.getAttribute('data-key') ?? (node.id || null);
}

function takeAttributes(old: Element, fresh: Element): void {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== 'open') old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    const isOfTheReader = name === 'open';
    if (!isOfTheReader && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/** It says so in the reader's own time already. */
function isSameMoment(old: Element, fresh: Element): boolean {
  return old instanceof HTMLTimeElement && old.dateTime === fresh.getAttribute('datetime');
}

function removeFrom(first: ChildNode | null): void {
  let node = first;
  while (node) {
    const following = node.nextSibling;
    node.remove();
    node = following;
  }
}
