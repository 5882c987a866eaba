import type { Endpoint } from '../../api/endpoint.js';
import { html } from '../html.js';
import type { Content, LabPage, Look } from '../lab-page.js';
import { type Column, table } from '../pieces.js';

interface Row {
  id: string;
  method: string;
  path: string;
  isPublishable: boolean;
}

const COLUMNS: readonly Column<Row>[] = [
  {
    head: 'Request',
    cell: ({ method, path }) =>
      html`<span class="method">${method}</span> <span class="path">${path}</span>`,
  },
  {
    head: 'Key',
    cell: ({ isPublishable }) => (isPublishable ? 'secret or publishable' : 'secret'),
  },
];

/** Where refusals of what the sandbox does not imitate send whoever reads them. */
export const api: LabPage = { path: '/api', tab: 'requests', show };

function show({ own }: Look): Content {
  const rows = own.endpoints.filter(isOfStripe).map(rowOf);
  const main = html`<p class="hint">
      Every other URL is refused as unrecognized, and every parameter that is not imitated by its
      name: nothing is ignored. Objects are written alike for all API versions.
    </p>
    ${table('What is answered', COLUMNS, rows)}`;
  return { title: 'What the API answers', main };
}

/** The lab's own calls, and what only its pages ask, are no part of Stripe's API. */
function isOfStripe({ path, isOwnPagesOnly }: Endpoint): boolean {
  return path.startsWith('/v1/') && !isOwnPagesOnly;
}

function rowOf({ method, path, isPublishable }: Endpoint): Row {
  const verb = method.toUpperCase();
  return { id: `${verb} ${path}`, method: verb, path, isPublishable: isPublishable ?? false };
}
