import type { SandboxStore } from '../store/sandbox-store.js';
import type { Html } from './html.js';
import type { OwnCalls } from './own-calls.js';

/** What a page is made from. */
export interface Look {
  store: SandboxStore;
  own: OwnCalls;
  /** What the path names, or ''. */
  id: string;
  query: (name: string) => string | null;
}

export const TABS = {
  payments: 'Payments',
  events: 'Events',
  deliveries: 'Deliveries',
  requests: 'Logs',
  trouble: 'Trouble',
} as const;

export type Tab = keyof typeof TABS;

export interface Content {
  title: string;
  main: Html;
}

export interface LabPage {
  /** Below /_sandbox. */
  path: string;
  tab: Tab;
  /** The control routes answer programs at the same address with JSON. */
  hasJsonTwin?: true;
  /** null: there is no such thing. */
  show: (look: Look) => Content | null;
}
