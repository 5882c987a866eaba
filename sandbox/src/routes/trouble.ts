import express, { type Response, Router } from 'express';
import { z } from 'zod';
import type { SandboxStore } from '../store/sandbox-store.js';
import { isKind, KINDS, Trouble, TROUBLES } from '../trouble/trouble-kinds.js';

/** The switches for programs; the lab's page has the same ones as forms. */
export function troubleRoutes(store: SandboxStore): Router {
  const router = Router();
  const show = (response: Response) => {
    response.json({ on: store.trouble.read(), kinds: DESCRIPTIONS });
  };
  router.get('/', (_request, response) => {
    show(response);
  });
  router.post('/', express.json(), (request, response) => {
    const trouble = Trouble.safeParse(request.body);
    if (!trouble.success) {
      response.status(400).json({ error: z.prettifyError(trouble.error) });
      return;
    }
    store.transaction(() => {
      store.trouble.switchOn(trouble.data);
    });
    show(response);
  });
  router.delete('/', (_request, response) => {
    store.transaction(() => {
      store.trouble.allOff();
    });
    show(response);
  });
  router.delete('/:kind', ({ params: { kind } }, response) => {
    if (!isKind(kind)) {
      response
        .status(404)
        .json({ error: `No such trouble: ${kind}. There is ${KINDS.join(', ')}.` });
      return;
    }
    store.transaction(() => {
      store.trouble.switchOff(kind);
    });
    show(response);
  });
  return router;
}

const DESCRIPTIONS = Object.fromEntries(
  Object.entries(TROUBLES).map(([kind, { area, title, what, parameters }]) => {
    const { properties, required } = z.toJSONSchema(parameters, { io: 'input' });
    return [kind, { area, title, what, parameters: { properties, required: required ?? [] } }];
  }),
);
