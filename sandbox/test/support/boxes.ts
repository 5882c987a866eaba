/**
 * An expression: every element and text that ends outside of its parent, to the right or to the left. Wider than
 * the window is not enough to look for: a text may leave its box and still be on the page. What scrolls may be
 * wider.
 */
export const FIND_OUTSIDE = `(() => {
  // Stripe's frames stand out by 4 px on purpose, for the shadow of a focused field.
  const slackOf = (what) => (what.startsWith('iframe') ? 4 : 1);
  const found = new Set();
  const name = (element) => element.localName + [...element.classList].map((one) => '.' + one).join('');
  const styleOf = (element) => getComputedStyle(element);
  const isInline = (element) => /^(inline|contents)$/.test(styleOf(element).display);
  const boxOf = (element) => {
    const block = isInline(element) && element.parentElement ? boxOf(element.parentElement) : null;
    return block ?? element.getBoundingClientRect();
  };
  const compare = (rect, parent, what) => {
    if (rect.width === 0) return;
    const box = boxOf(parent);
    const out = Math.max(rect.right - box.right, box.left - rect.left);
    if (out > slackOf(what)) found.add(what + ' ends ' + Math.round(out) + ' px outside of ' + name(parent));
  };
  const visit = (element) => {
    if (!element.checkVisibility()) return;
    const { position, overflowX } = styleOf(element);
    if (position === 'absolute' || position === 'fixed') return;
    compare(element.getBoundingClientRect(), element.parentElement, name(element));
    if (/auto|scroll/.test(overflowX) || element.localName === 'svg' || element.localName === 'select') return;
    for (const child of element.childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) visit(child);
      if (child.nodeType !== Node.TEXT_NODE || child.data.trim() === '') continue;
      const range = document.createRange();
      range.selectNodeContents(child);
      for (const rect of range.getClientRects())
        compare(rect, element, '“' + child.data.trim().slice(0, 30) + '”');
    }
  };
  for (const child of document.body.children) visit(child);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.add('the page is ' + scrollWidth + ' px wide');
  return [...found];
})()`;
