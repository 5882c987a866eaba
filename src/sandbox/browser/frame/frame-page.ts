import type { Look } from '../appearance.js';
import { byId } from './dom.js';

/** By CSSOM: the policy of this page forbids styles written into the HTML. */
export function applyLook({ theme, scheme, properties }: Look): void {
  const root = document.documentElement;
  root.dataset['theme'] = theme;
  root.dataset['scheme'] = scheme;
  root.style.colorScheme = scheme;
  for (const [name, value] of Object.entries(properties)) root.style.setProperty(name, value);
}

export function showFailure(message: string | null): void {
  const failure = byId('failure', HTMLElement);
  failure.textContent = message;
  failure.hidden = message === null;
  hideSkeleton();
}

export function hideSkeleton(): void {
  byId('skeleton', HTMLElement).hidden = true;
}

export function reportHeight(report: (pixels: number) => void): void {
  const observer = new ResizeObserver(() => {
    report(Math.ceil(document.body.getBoundingClientRect().height));
  });
  observer.observe(document.body);
}
