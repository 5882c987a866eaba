import { z } from 'zod';
import type { SandboxStore } from '../store/sandbox-store.js';
import { isKind, Trouble, TROUBLES } from '../trouble/trouble-kinds.js';
import type { LabPage } from './lab-page.js';
import type { OwnCalls, Outcome } from './own-calls.js';
import { loseDispute, openDisputeOf, winDispute } from './dispute-form.js';
import { event } from './pages/events.js';
import { payment } from './pages/payment.js';
import { trouble } from './pages/trouble.js';
import { refund } from './refund-form.js';
import { troubleFromForm } from './trouble-form.js';

export interface Click {
  store: SandboxStore;
  own: OwnCalls;
  /** What the path names, or ''. */
  id: string;
  form: Record<string, string>;
}

export interface LabAction {
  /** In the address of the page that says it is done. */
  name: string;
  /** Below /_sandbox. */
  path: string;
  /** The page that goes on. */
  page: LabPage;
  act: (click: Click) => Outcome;
  done: string;
}

/** Everything a button of the lab does. */
export const ACTIONS: readonly LabAction[] = [
  {
    name: 'refunded',
    path: '/payments/:id/refunds',
    page: payment,
    act: ({ own, id, form }) => refund(own, id, form),
    done: 'Refunded.',
  },
  {
    name: 'disputed',
    path: '/payments/:id/dispute/open',
    page: payment,
    act: ({ own, id }) => openDisputeOf(own, id),
    done: 'The shopper’s bank disputes it.',
  },
  {
    name: 'answered',
    path: '/payments/:id/dispute/win',
    page: payment,
    act: ({ own, id }) => winDispute(own, id),
    done: 'The bank has the evidence. What it decides comes in a moment.',
  },
  {
    name: 'lost',
    path: '/payments/:id/dispute/lose',
    page: payment,
    act: ({ own, id }) => loseDispute(own, id),
    done: 'The dispute is lost.',
  },
  {
    name: 'resent',
    path: '/events/:id/resend',
    page: event,
    act: resend,
    done: 'Sent again to everybody who asked for this type of event.',
  },
  {
    name: 'started',
    path: '/trouble/:id/on',
    page: trouble,
    act: switchOn,
    done: 'Trouble is on.',
  },
  {
    name: 'stopped',
    path: '/trouble/:id/off',
    page: trouble,
    act: ({ store, id }) => {
      if (!isKind(id)) return noSuchTrouble(id);
      store.transaction(() => {
        store.trouble.switchOff(id);
      });
      return { isDone: true };
    },
    done: 'Stopped.',
  },
  {
    name: 'normal',
    path: '/trouble/off',
    page: trouble,
    act: ({ store }) => {
      store.transaction(() => {
        store.trouble.allOff();
      });
      return { isDone: true };
    },
    done: 'All is back to normal.',
  },
];

function resend({ own, id, form }: Click): Outcome {
  const outcomes = Array.from({ length: form['copies'] === '2' ? 2 : 1 }, () =>
    own.post('/v1/events/:id/retry', { id }),
  );
  return outcomes.find(({ isDone }) => !isDone) ?? { isDone: true };
}

function switchOn({ store, id, form }: Click): Outcome {
  if (!isKind(id)) return noSuchTrouble(id);
  const trouble = Trouble.safeParse({ [id]: troubleFromForm(id, form) });
  if (!trouble.success) {
    return { isDone: false, message: `${TROUBLES[id].title}: ${z.prettifyError(trouble.error)}` };
  }
  store.transaction(() => {
    store.trouble.switchOn(trouble.data);
  });
  return { isDone: true };
}

function noSuchTrouble(name: string): Outcome {
  return { isDone: false, message: `There is no trouble called ${name}.` };
}
