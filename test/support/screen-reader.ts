import type { Page } from 'playwright-core';

/**
 * What a screen reader has to say of a page, read from the browser's accessibility tree: the focused element by
 * role, name and description (`RootWebArea` is the body), and the texts of the live regions.
 */
export async function heardOn(page: Page): Promise<{ focus: string; live: string[] }> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  const valueOf = (node: (typeof nodes)[number], name: string): unknown =>
    node.properties?.find((property) => property.name === name)?.value.value;
  const textOf = (id: string): string => {
    const node = nodes.find(({ nodeId }) => nodeId === id);
    if (node?.role?.value === 'StaticText') return String(node.name?.value ?? '');
    return (node?.childIds ?? []).map(textOf).join(' ').replace(/\s+/g, ' ').trim();
  };
  const focused = nodes.filter((node) => valueOf(node, 'focused') === true).at(-1);
  const words = [focused?.role?.value, focused?.name?.value, focused?.description?.value];
  return {
    focus: words.filter(Boolean).join(': '),
    live: nodes
      .filter((node) => !node.ignored && valueOf(node, 'live') !== undefined)
      .map(({ nodeId }) => textOf(nodeId))
      .filter(Boolean),
  };
}
