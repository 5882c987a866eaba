import { IntegrationError } from './integration-error.js';

export function findContainer(target: string | HTMLElement): Element {
  const container = typeof target === 'string' ? document.querySelector(target) : target;
  if (container?.isConnected) return container;
  const named =
    typeof target === 'string' ? `selector you specified (${target})` : 'element you passed';
  throw new IntegrationError(
    `The ${named} applies to no DOM elements that are currently on the page. Make sure the element exists on the page before calling mount().`,
  );
}
